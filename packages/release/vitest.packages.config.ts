import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/packages/**/*.test.ts"],
    // Installing from the registry.
    hookTimeout: 300_000,
    testTimeout: 120_000,
    fileParallelism: false,
    reporters: ["verbose", ["json", { outputFile: ".reports/packages.json" }]],
  },
});

export default config;
