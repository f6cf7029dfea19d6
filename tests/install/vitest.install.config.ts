import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { CellReporter } from "./src/cell-reporter.ts";

const { reporters, ...options } = baseOptions("install", "verbose");
const isShort = process.env.INSTALL_TESTS === "short";

const config: ViteUserConfig = defineConfig({
  test: {
    ...options,
    reporters: [
      ...(reporters as [object]),
      new CellReporter(process.env.INSTALL_TESTS_WRITE === "true"),
    ] as NonNullable<typeof reporters>,
    include: ["test/packages/*.test.ts"],
    exclude: isShort ? ["test/packages/engines.test.ts", "test/packages/forwarded-names.test.ts"] : [],
    globalSetup: "test/packages/pack.ts",
    // Installing from the registry takes minutes if it is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});

export default config;
