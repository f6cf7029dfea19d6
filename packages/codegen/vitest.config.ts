import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";
import { longTests } from "./vitest.regeneration.config.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    exclude: longTests,
    // Tests restore the timers, functions and variables that they replace.
    isolate: false,
  },
});
