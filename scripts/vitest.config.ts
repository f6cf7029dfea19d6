import { defineConfig } from "vitest/config";
import { baseOptions } from "../vitest.base.ts";
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
