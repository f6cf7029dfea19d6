import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.durability.test.ts"],
    // The files share no state, so one worker can run them one after the other.
    isolate: false,
    // Some tests wait for changes of files.
    maxWorkers: 2,
  },
});
