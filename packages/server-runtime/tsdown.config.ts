import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    node: "src/node.ts",
    fetch: "src/fetch.ts",
    lambda: "src/lambda.ts",
    "linear-pattern": "src/linear-pattern.ts",
    "coded-error": "src/errors/coded-error.ts",
    "single-flight": "src/single-flight.ts",
    "trusted-url": "src/http/trusted-url.ts",
  },
  fixedExtension: false,
  dts: true,
});
