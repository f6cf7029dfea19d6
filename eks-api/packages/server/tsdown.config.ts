import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/gen/index.ts",
    node: "src/node.ts",
    http2: "src/http2.ts",
    fetch: "src/fetch.ts",
    lambda: "src/lambda.ts",
  },
  fixedExtension: false,
  dts: true,
  // The declarations have the documentation. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: true } },
});
