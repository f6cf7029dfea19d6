import { defineConfig } from "vitest/config";
import { baseOptions } from "../vitest.base.ts";

/** Regenerate, build and call whole packages, again and again: a command of their own, for their minute. */
export const regenerationTests = ["test/evolve/evolve.test.ts", "test/generate/other-model.test.ts"];

export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: regenerationTests,
    maxWorkers: 2,
  },
});
