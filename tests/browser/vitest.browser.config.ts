import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("browser", "verbose"),
    include: ["test/**/*.test.ts"],
    testTimeout: 180_000,
    // Chromium uses more than one core.
    fileParallelism: false,
  },
});

export default config;
