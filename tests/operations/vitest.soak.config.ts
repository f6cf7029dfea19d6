import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("soak", "verbose"),
    include: ["soak/*.test.ts"],
    testTimeout: 1_200_000,
  },
});

export default config;
