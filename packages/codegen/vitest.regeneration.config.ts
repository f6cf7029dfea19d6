import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that compile whole stubs, which takes long. */
export const compileTests = ["test/emit/compile.test.ts"];

export default defineConfig({
  test: {
    ...baseOptions("regeneration"),
    include: compileTests,
  },
});
