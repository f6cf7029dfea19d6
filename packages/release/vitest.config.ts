import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/*.test.ts"],
    // Packing, bundling and reading the types of six packages, beside other tasks on the same cores.
    testTimeout: 120_000,
  },
});

export default config;
