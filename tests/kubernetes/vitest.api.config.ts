import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("kubernetes-api", "verbose"),
    globalSetup: "src/prepare-api.ts",
    include: ["test/api/**/*.test.ts"],
  },
});

export default config;
