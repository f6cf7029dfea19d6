import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/dev-cluster.ts"],
  fixedExtension: false,
  dts: true,
});
