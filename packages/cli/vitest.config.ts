import { baseOptions, compileCache } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";
import { longTests } from "./vitest.long.config.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    exclude: longTests,
    // No test replaces a module, so files can share the ones they load.
    isolate: false,
    // The tests start the command often.
    env: compileCache,
  },
});
