import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("kubernetes", "verbose"),
    include: ["test/kubernetes/*.test.ts"],
  },
});

export default config;
