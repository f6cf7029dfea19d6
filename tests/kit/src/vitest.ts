import type { ViteUserConfig } from "vitest/config";

/**
 * The vitest options of every workspace. The time limits only end tests that hang, on a busy machine too; benchmarks
 * measure speed.
 *
 * @param report - the name of the JSON report that `.ci/count-tests.mjs` adds up, unique within a workspace
 * @param terminal - whether the terminal shows each file ("default") or each test ("verbose")
 */
export function baseOptions(
  report: string,
  terminal: "default" | "verbose" = "default",
): NonNullable<ViteUserConfig["test"]> {
  return {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    reporters: [terminal, ["json", { outputFile: `.reports/${report}.json` }]],
  };
}
