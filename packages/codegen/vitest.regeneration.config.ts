import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that compile whole stubs or need Java, which takes long. */
export const longTests = [
  "test/emit/compile.test.ts",
  "test/emit/names/names.test.ts",
  "test/pattern/java/translate.test.ts",
];

export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: longTests,
  },
});
