import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/readme/**/*.test.ts", "test/sts/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});
