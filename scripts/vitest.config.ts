import { defineConfig } from "vitest/config";
import { regenerationTests } from "./vitest.regeneration.config.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: regenerationTests,
    // Most of the time goes to other processes: Node, Java and Biome, on a machine that may be busy.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});
