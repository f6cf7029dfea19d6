import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Run Smithy's CLI, which is Java, again and again: a command of their own, for their minutes. */
export const regenerationTests = [
  "test/evolve/evolve.test.ts",
  "test/generate/check.test.ts",
  "test/generate/other-model-refusals.test.ts",
  "test/generate/other-model.test.ts",
  "test/generate/refused-model.test.ts",
  "test/generate/regenerate.test.ts",
  "test/generate/watch.test.ts",
  "test/lint-model.test.ts",
];

export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: regenerationTests,
    maxWorkers: 2,
  },
});
