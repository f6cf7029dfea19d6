import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/packages/**/*.test.ts"],
    // Packing, and installing from the registry.
    hookTimeout: 300_000,
    testTimeout: 60_000,
    reporters: ["verbose", ["json", { outputFile: ".reports/packages.json" }]],
  },
});
