import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/node.ts", "src/linear-pattern.ts", "src/fetch.ts", "src/lambda.ts"],
  fixedExtension: false,
  dts: true,
});
