import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/gen/index.ts", node: "src/node.ts" },
  fixedExtension: false,
  dts: true,
});
