import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or the clock: what they load is loaded once.
    isolate: false,
    include: ["test/**/*.test.ts"],
  },
});
