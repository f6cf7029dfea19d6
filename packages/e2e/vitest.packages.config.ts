import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("packages", "verbose"),
    include: ["test/packages/**/*.test.ts"],
    // Packing, and installing from the registry.
    hookTimeout: 300_000,
  },
});
