import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Tests mostly wait for SDKs that wait before they try again.
    maxConcurrency: 6,
    testTimeout: 300_000,
    reporters: ["verbose", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});

export default config;
