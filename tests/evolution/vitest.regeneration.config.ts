import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests of commands without Java that take long, because they run a command dozens of times. */
export const longTests = [
  "test/commands/check-changeset.test.ts",
  "test/commands/check-without-java.test.ts",
  "test/commands/failures.test.ts",
  "test/commands/smithy-cli.test.ts",
];

/** Tests that take long. Most run the Smithy CLI, which needs Java. */
export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: ["test/regeneration/*.test.ts", ...longTests],
    maxWorkers: 2,
  },
});
