import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("kubernetes-node", "verbose"),
    globalSetup: "src/prepare-node.ts",
    include: ["test/node/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Each file has a node, which takes 1 GB of memory.
    fileParallelism: false,
  },
});

export default config;
