import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or the clock: what they load is loaded once.
    isolate: false,
    include: ["test/**/*.test.ts"],
  },
});
