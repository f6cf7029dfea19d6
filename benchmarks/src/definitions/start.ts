import type { BasePlan, Benchmark } from "../benchmark.ts";
import { checkAtMost } from "../goal.ts";
import { costColumns, tabulate } from "../report/columns.ts";
import { formatCount, formatMega, formatQuartiles } from "../report/format.ts";
import type { CommandName } from "../start/commands.ts";
import { bundle, prepareStartEnvironment, type StartEnvironment } from "../start/environment.ts";
import { measureHelp } from "../start/help.ts";
import { type LongCommandCost, type LongCommandPlan, measureLongCommands } from "../start/long-commands.ts";
import type { ProgramCost } from "../start/programs.ts";
import { dev, measureTesting } from "../start/testing.ts";

/** How much to measure of the command. */
export interface StartPlan extends BasePlan, LongCommandPlan {
  /** Processes of each build that print their help, and of each program that starts a server as a test does. */
  readonly helps: number;
}

/** The results, by measurement. */
export interface StartResults {
  readonly help: readonly ProgramCost[];
  readonly testing: readonly ProgramCost[];
  readonly commands: readonly LongCommandCost[];
}

const size = { clusters: 100, associations: 1_000, requests: 1_000, pods: 2_000 };

/** The most CPU time until the first response, as a multiple of the unbundled build's. */
const cpuLimits: Readonly<Record<CommandName, number>> = { serve: 0.65, agent: 0.5 };

/** The benchmark of the command's start and memory. */
export const startBenchmark: Benchmark<StartPlan, StartEnvironment, StartResults> = {
  name: "start",
  help: {
    summary: `Compares the eks-auth command with a build of the same sources that is not bundled: the CPU time of --help, next to an
empty program; of @eks-auth/cli/testing, next to a server that does nothing; and of serve and agent the CPU time until the first response, and their memory when idle and after load. It
needs Linux, where each pod can use another loopback address.`,
    fullTime: "about ten minutes",
    quickTime: "about two minutes",
    failure: "a command responded wrongly or did not start",
    jsonPath: ".commands.serve.bundle.cpuMilliseconds.ratio.median",
  },
  plans: {
    full: { name: "full", helps: 25, starts: 25, loads: 5, settleMs: 3_000, size },
    quick: { name: "quick", helps: 7, starts: 5, loads: 1, settleMs: 1_000, size },
  },
  describePlan: ({ helps, starts, loads, settleMs, size: { clusters, associations, requests, pods } }) =>
    `Help and testing: ${helps} processes each. Start: ${starts} processes each. Memory: read after ${settleMs / 1000} s without ` +
    `requests; with load, ${loads} processes each, serve with ${clusters} × ${formatCount(associations)} associations after ` +
    `${formatCount(requests)} requests, agent after ${formatCount(pods)} pods.`,
  prepare: ({ size: { pods } }, resources, onProgress) =>
    prepareStartEnvironment(pods, resources, onProgress),
  measurements: {
    help: {
      measure: (_environment, { helps }, onProgress) => {
        onProgress("Printing the help");
        return measureHelp(helps);
      },
      toJson: (help) => ({ help: Object.fromEntries(help.map(({ title, cost }) => [title, cost])) }),
      tables: [(help) => tabulate(help, [["program", ({ title }) => title], ...costColumns("node -e 0")])],
      goals: (help) => [
        checkAtMost(1.5, "CPU time of eks-auth --help at most 1.5 × node -e 0", {
          value: help.find(({ title }) => title === `${bundle.title} --help`)?.cost.cpuRatio.median,
          unit: "×",
          digits: 2,
        }),
      ],
    },
    testing: {
      measure: (_environment, { helps }, onProgress) => {
        onProgress("Starting servers as a test does");
        return measureTesting(helps);
      },
      toJson: (testing) => ({
        testing: Object.fromEntries(testing.map(({ title, cost }) => [title, cost])),
      }),
      tables: [
        (testing) =>
          tabulate(testing, [["server of a test", ({ title }) => title], ...costColumns("bare node:http")]),
      ],
      goals: (testing) => [
        checkAtMost(5, "CPU time of startDev at most 5 × bare node:http", {
          value: testing.find(({ title }) => title === dev.title)?.cost.cpuRatio.median,
          unit: "×",
          digits: 2,
        }),
      ],
    },
    commands: {
      measure: (environment, plan, onProgress) => measureLongCommands(environment, plan, onProgress),
      toJson: (commands) => ({
        commands: Object.fromEntries(
          Object.entries(Object.groupBy(commands, ({ command }) => command)).map(([name, costs]) => [
            name,
            Object.fromEntries(costs.map(({ command: _, build, ...cost }) => [build.name, cost])),
          ]),
        ),
      }),
      tables: [
        (commands) =>
          tabulate(commands, [
            ["until the first response", nameCommand],
            ["CPU ms", ({ cpuMilliseconds: { value } }) => value.median.toFixed(0)],
            ["quartiles", ({ cpuMilliseconds: { value } }) => formatQuartiles(value, 0)],
            ["× unbundled", ({ cpuMilliseconds: { ratio } }) => ratio.median.toFixed(2)],
            ["quartiles", ({ cpuMilliseconds: { ratio } }) => formatQuartiles(ratio, 2)],
            ["elapsed ms", ({ milliseconds: { value } }) => value.median.toFixed(0)],
            ["× unbundled", ({ milliseconds: { ratio } }) => ratio.median.toFixed(2)],
          ]),
        (commands) =>
          tabulate(commands, [
            ["memory", nameCommand],
            ["idle RSS MB", ({ idleBytes: { value } }) => formatMega(value.median, 0)],
            ["× unbundled", ({ idleBytes: { ratio } }) => ratio.median.toFixed(2)],
            ["RSS MB after load", ({ loadBytes: { value } }) => formatMega(value.median, 0)],
            ["× unbundled", ({ loadBytes: { ratio } }) => ratio.median.toFixed(2)],
          ]),
      ],
      goals: (commands) =>
        commands
          .filter(({ build }) => build === bundle)
          .flatMap(({ command, cpuMilliseconds, idleBytes, loadBytes }) => {
            const ratio = (limit: number, text: string, { median }: { readonly median: number }) =>
              checkAtMost(limit, text, { value: median, unit: "×", digits: 2 });
            const limit = cpuLimits[command];
            return [
              ratio(limit, `CPU time of ${command} at most ${limit} × unbundled`, cpuMilliseconds.ratio),
              ratio(0.8, `idle memory of ${command} at most 0.8 × unbundled`, idleBytes.ratio),
              ratio(0.8, `memory of ${command} with load at most 0.8 × unbundled`, loadBytes.ratio),
            ];
          }),
    },
  },
};

function nameCommand({ command, build }: LongCommandCost): string {
  return `${command}, ${build === bundle ? "bundle" : build.title}`;
}
