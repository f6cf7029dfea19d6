import { defineConfig, type UserConfig } from "tsdown";

/** The command without its dependencies, which Node.js then loads from their packages: what benchmarks compare with. */
const config: UserConfig = defineConfig({
  entry: ["src/main.ts"],
  outDir: "build/unbundled",
  fixedExtension: false,
  dts: false,
  deps: { neverBundle: true },
});

export default config;
