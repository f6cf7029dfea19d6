import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
  },
});
