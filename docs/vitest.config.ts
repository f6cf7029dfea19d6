import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: { ...baseOptions("vitest"), include: ["test/*.test.ts"], isolate: false },
});

export default config;
