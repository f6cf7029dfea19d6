import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("packages", "verbose"),
    include: ["test/packages/**/*.test.ts"],
    // Packing, and installing from the registry.
    hookTimeout: 300_000,
  },
});
