import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Compares patterns with JavaScript's, and the router with a slow one, with more random cases than `npm test`: `npm run test:conformance`. */
export default defineConfig({
  test: {
    ...baseOptions("conformance"),
    include: ["test/constraints/{linear,nfa}-pattern.test.ts", "test/routing/router.property.test.ts"],
    env: { LONG_FUZZ: "1" },
  },
});
