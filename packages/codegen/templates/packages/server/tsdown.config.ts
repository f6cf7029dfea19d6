import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/gen/index.ts",
    node: "src/node.ts",
    fetch: "src/fetch.ts",
    lambda: "src/lambda.ts",
  },
  fixedExtension: false,
  dts: true,
});
