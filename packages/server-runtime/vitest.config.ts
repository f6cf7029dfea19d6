import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // Tests restore the timers and functions that they replace.
    isolate: false,
    include: ["test/**/*.test.ts"],
  },
});
