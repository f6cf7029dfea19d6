import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("kubernetes", "verbose"),
    include: ["test/**/*.test.ts"],
  },
});
