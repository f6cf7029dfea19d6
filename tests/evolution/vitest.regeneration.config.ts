import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that take long. Most run the Smithy CLI, which needs Java. */
export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: ["test/regeneration/*.test.ts"],
    maxWorkers: 2,
  },
});
