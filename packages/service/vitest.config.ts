import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.durability.test.ts"],
    // The files share no state, so one worker can run them one after the other.
    isolate: false,
    // More than the processors: some tests wait for changes of files and for pauses between attempts.
    maxWorkers: 3,
  },
});
