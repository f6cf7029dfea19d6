import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or a timer.
    isolate: false,
    include: ["test/**/*.test.ts"],
  },
});
