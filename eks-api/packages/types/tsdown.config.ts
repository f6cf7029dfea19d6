import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", wire: "src/gen/wire.ts" },
  fixedExtension: false,
  dts: true,
});
