import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // More than there are processors: most of the time, the tests wait for time limits.
    maxWorkers: 4,
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});
