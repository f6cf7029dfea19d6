import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that run Smithy's CLI, which is Java, many times. They take minutes and have a separate command. */
export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: ["test/regeneration/*.test.ts"],
    maxWorkers: 2,
  },
});
