import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/*.test.ts"],
    // Packing, bundling and reading the types of six packages, beside other tasks on the same cores.
    hookTimeout: 120_000,
    testTimeout: 120_000,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});

export default config;
