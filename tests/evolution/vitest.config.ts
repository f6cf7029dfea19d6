import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/*.test.ts", "test/commands/*.test.ts"],
    // Most of the time goes to child processes: Node.js and Biome.
    maxWorkers: 2,
  },
});
