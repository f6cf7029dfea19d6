import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that compile code, generate thousands of operations, start many processes or need Java, which takes long. */
export const longTests = [
  "test/commands/init-folder.test.ts",
  "test/emit/compile.test.ts",
  "test/emit/endpoint-rules/compile.test.ts",
  "test/emit/large-files.test.ts",
  "test/emit/names/names.test.ts",
  "test/emit/work.test.ts",
  "test/files/interruption.test.ts",
  "test/pattern/java/translate.test.ts",
];

export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    // The second one tries more random patterns here than with `npm test`.
    include: [...longTests, "test/pattern/backtracking.test.ts"],
    env: { LONG_FUZZ: "1" },
  },
});
