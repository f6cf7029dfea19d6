import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Compares the engines for patterns with JavaScript's, with more random patterns than `npm test`: `npm run test:conformance`. */
export default defineConfig({
  test: {
    ...baseOptions("conformance"),
    include: ["test/constraints/{linear,nfa}-pattern.test.ts"],
    env: { LONG_FUZZ: "1" },
  },
});
