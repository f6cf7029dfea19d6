import { baseOptions, compileCache } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { longTests } from "./vitest.install.config.ts";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("vitest"),
    include: ["test/*.test.ts"],
    exclude: longTests,
    isolate: false,
    testTimeout: 120_000,
    env: compileCache,
  },
});

export default config;
