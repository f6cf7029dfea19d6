import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("packages", "verbose"),
    include: ["test/packages/**/*.test.ts"],
    // Installing from the registry.
    hookTimeout: 300_000,
    testTimeout: 120_000,
    fileParallelism: false,
  },
});

export default config;
