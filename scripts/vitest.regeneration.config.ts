import { defineConfig } from "vitest/config";

/** Regenerate, build and call whole packages, again and again: a command of their own, for their minute. */
export const regenerationTests = ["test/evolve/evolve.test.ts", "test/generate/other-model.test.ts"];

export default defineConfig({
  test: {
    include: regenerationTests,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", { outputFile: ".reports/regeneration.json" }]],
  },
});
