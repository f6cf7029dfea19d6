import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";
import { longTests } from "./vitest.conformance.config.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module, so modules are loaded once.
    isolate: false,
    include: ["test/*.test.ts", "test/fuzz/*.test.ts"],
    exclude: longTests,
  },
});
