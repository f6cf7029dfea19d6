import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("operations", "verbose"),
    include: ["test/*.test.ts"],
    testTimeout: 300_000,
    // Some of these tests load the machine.
    fileParallelism: false,
  },
});

export default config;
