import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";
import { regenerationTests } from "./vitest.regeneration.config.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/**/*.test.ts"],
    exclude: regenerationTests,
    // Most of the time goes to other processes: Node, Java and Biome, on a machine that may be busy.
    maxWorkers: 2,
  },
});
