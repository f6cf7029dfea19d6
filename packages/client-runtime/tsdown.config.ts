import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    platform: "src/platform/node.ts",
    "platform.fetch": "src/platform/fetch.ts",
    "container-credentials": "src/container-credentials/from-container.ts",
  },
  fixedExtension: false,
  dts: true,
});
