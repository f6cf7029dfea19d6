import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Runs the stages of the benchmarks with small plans: `npm run test:benchmarks`. */
const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("stages"),
    isolate: false,
    include: ["test/stages/*.test.ts"],
    // One file at a time: each starts several servers.
    fileParallelism: false,
  },
});

export default config;
