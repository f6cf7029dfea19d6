import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or the clock, so modules are loaded once.
    isolate: false,
    include: ["test/**/*.test.ts"],
    exclude: ["test/stages/**"],
  },
});

export default config;
