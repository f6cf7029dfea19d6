import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Generates stubs, which needs Java, and installs the clients. */
export default defineConfig({
  test: {
    ...baseOptions("aws-clients", "verbose"),
    include: ["test/*.test.ts"],
    hookTimeout: 300_000,
  },
});
