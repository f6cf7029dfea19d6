import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("vitest", "verbose"),
    include: ["test/**/*.test.ts"],
    // Tests mostly wait for SDKs that wait before they try again.
    maxConcurrency: 6,
    testTimeout: 300_000,
  },
});

export default config;
