import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/dev-cluster.ts", "src/token-file.ts"],
  fixedExtension: false,
  dts: true,
});
