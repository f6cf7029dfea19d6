import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("sdks", "verbose"),
    globalSetup: "src/sdks/prepare.ts",
    include: ["test/{eks-api,npm-start,sdks}/*.test.ts", "test/sts/sts.test.ts"],
    // Most of the time an SDK pauses before it retries.
    maxConcurrency: 6,
    testTimeout: 300_000,
  },
});

export default config;
