import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";
import { longTests } from "./vitest.regeneration.config.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/*.test.ts", "test/commands/*.test.ts"],
    exclude: longTests,
    // The files share no state, so each worker can load the modules once.
    isolate: false,
    // Most of the time is spent in child processes.
    maxWorkers: 2,
  },
});
