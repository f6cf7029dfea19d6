import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that run the Smithy CLI, which needs Java, many times. They take minutes. */
export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: ["test/regeneration/*.test.ts"],
    maxWorkers: 2,
  },
});
