import type { ViteUserConfig } from "vitest/config";

/**
 * What the tests of all workspaces have in common. The limits find what hangs, on a busy machine too, and say nothing of
 * speed: benchmarks do.
 *
 * @param report - the name of the report that `.ci/count-tests.mjs` adds up; each run of a workspace has its own
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
