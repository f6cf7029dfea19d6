import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { AttackReporter } from "./src/attack-reporter.ts";

const { reporters, ...options } = baseOptions("attacks", "verbose");

const config: ViteUserConfig = defineConfig({
  test: {
    ...options,
    reporters: [...(reporters as [object]), new AttackReporter()] as NonNullable<typeof reporters>,
    include: ["test/*.test.ts"],
    testTimeout: 120_000,
    // One attack at a time, or one would be measured by another's load.
    fileParallelism: false,
  },
});

export default config;
