import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { longTests } from "./vitest.long.config.ts";

const config: ViteUserConfig = defineConfig({
  test: { ...baseOptions("vitest"), include: ["test/*.test.ts"], exclude: longTests, isolate: false },
});

export default config;
