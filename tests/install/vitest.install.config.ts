import { baseOptions, compileCache } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { CellReporter } from "./src/cell-reporter.ts";

/** Tests without the packed packages that take long: they start every command, or read all code of the repository. */
export const longTests: string[] = [
  "test/forwarded-names.test.ts",
  "test/installed-command.test.ts",
  "test/scripts.test.ts",
  "test/unused.test.ts",
];

const { reporters, ...options } = baseOptions("install", "verbose");
const isShort = process.env.INSTALL_TESTS === "short";

const config: ViteUserConfig = defineConfig({
  test: {
    ...options,
    reporters: [
      ...(reporters as [object]),
      new CellReporter(process.env.INSTALL_TESTS_WRITE === "true"),
    ] as NonNullable<typeof reporters>,
    include: ["test/packages/*.test.ts", ...longTests],
    exclude: isShort ? ["test/packages/engines.test.ts", "test/packages/forwarded-names.test.ts"] : [],
    env: compileCache,
    globalSetup: "test/packages/pack.ts",
    // Installing from the registry takes minutes if it is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});

export default config;
