import { join } from "node:path";
import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    // The tests start the command hundreds of times.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/compile") },
  },
});
