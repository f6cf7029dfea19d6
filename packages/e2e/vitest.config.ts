import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{readme,sts,node}/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
  },
});
