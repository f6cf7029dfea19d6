import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", "aws-sdk": "src/aws-sdk.ts" },
  fixedExtension: false,
  dts: true,
});
