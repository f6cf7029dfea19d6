import { baseOptions, compileCache } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Tests that start programs, Chromium or workerd: `npm run test:long`. */
export const longTests: string[] = [
  "test/programs.test.ts",
  "test/client-browser.test.ts",
  "test/client-worker.test.ts",
];

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("long"),
    include: longTests,
    env: compileCache,
    fileParallelism: false,
    // workerd is installed the first time.
    testTimeout: 300_000,
  },
});

export default config;
