import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Generates every model of the catalogue, which needs Java, and runs the scripts of its packages. It takes minutes. */
export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: ["test/*.test.ts"],
    testTimeout: 300_000,
  },
});
