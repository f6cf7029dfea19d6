import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    // More than there are processors: most of the time, the tests wait for time limits.
    maxWorkers: 4,
  },
});
