import type { BasePlan, Benchmark } from "../benchmark.ts";
import { checkAtMost, checkBelow, type Goal } from "../goal.ts";
import { type Column, tabulate } from "../report/columns.ts";
import { formatCount, formatMega } from "../report/format.ts";
import { drawCpuChart, loadColumns } from "../report/server-loads.ts";
import { type GenerationTime, measureGeneration } from "../server/generation.ts";
import type { OperationServer } from "../server/servers.ts";
import {
  isAvailable,
  type MeasuredServer,
  measureServers,
  type ServerResult,
  type StagesPlan,
} from "../server/stages.ts";

/** How much to measure of the stub and its generator. */
export interface ServerPlan extends BasePlan, StagesPlan {
  /** Runs of the generator. */
  readonly generations: number;
}

/** The results, by measurement. */
export interface ServerResults {
  readonly servers: readonly MeasuredServer[];
  readonly generation: readonly GenerationTime[];
}

/** The benchmark of the server stub. */
export const serverBenchmark: Benchmark<ServerPlan, undefined, ServerResults> = {
  name: "server",
  help: {
    summary: `Compares the stub with bare node:http, Fastify, Hono and the official generated server. Each runs in a separate process,
next to the others, and all do the same checks.`,
    fullTime: "some minutes",
    quickTime: "under a minute",
    failure: "a server responded wrongly or the generator failed",
    jsonPath: '.servers["eks-auth-node"].cpuRatio.median',
  },
  plans: {
    full: {
      name: "full",
      warmUpRequests: 20_000,
      rounds: 12,
      requestsPerRound: 5_000,
      memoryRequests: [100_000, 200_000],
      imports: 15,
      generations: 3,
    },
    quick: {
      name: "quick",
      warmUpRequests: 4_000,
      rounds: 6,
      requestsPerRound: 1_500,
      memoryRequests: [8_000, 16_000],
      imports: 5,
      generations: 1,
    },
  },
  describePlan: ({ rounds, requestsPerRound, warmUpRequests }) =>
    `${rounds} rounds of ${formatCount(requestsPerRound)} requests to each server, ` +
    `after ${formatCount(warmUpRequests)} warm-up requests.`,
  prepare: async () => undefined,
  measurements: {
    servers: {
      measure: (_environment, plan, onProgress) => measureServers(plan, onProgress),
      toJson: (servers) => ({
        servers: Object.fromEntries(servers.map((each) => [each.server.name, serverToJson(each)])),
      }),
      tables: [
        (servers) => tabulateServers(servers, loadColumns("bare")),
        (servers, { memoryRequests }) => {
          const [early, late] = memoryRequests.map((requests) => `${requests / 1000}k`);
          return tabulateServers(servers, [
            [`RSS MB at ${early}`, ({ memoryBytes }) => formatMega(memoryBytes.early.rss, 0)],
            [`at ${late}`, ({ memoryBytes }) => formatMega(memoryBytes.late.rss, 0)],
            [`heap MB at ${early}`, ({ memoryBytes }) => formatMega(memoryBytes.early.heap, 1)],
            [`at ${late}`, ({ memoryBytes }) => formatMega(memoryBytes.late.heap, 1)],
            ["import ms", ({ importMilliseconds }) => importMilliseconds.median.toFixed(1)],
            ["minified kB", ({ bundleBytes }) => (bundleBytes.minified / 1000).toFixed(1)],
            ["gzip kB", ({ bundleBytes }) => (bundleBytes.gzip / 1000).toFixed(1)],
          ]);
        },
      ],
      charts: [
        {
          file: "server-cpu.svg",
          alt: "CPU time per request",
          draw: (servers) =>
            drawCpuChart("CPU time per request in µs: lower is better", servers.filter(isAvailable), (name) =>
              name.startsWith("eks-auth"),
            ),
        },
      ],
      goals: checkServerGoals,
      notes: (servers) =>
        servers.flatMap((each) =>
          isAvailable(each) ? [] : [`${each.server.title} is not available: ${each.reason}`],
        ),
    },
    generation: {
      measure: (_environment, { generations }, onProgress) => {
        onProgress("Generating");
        return measureGeneration(generations);
      },
      toJson: (generation) => ({
        generation: generation.map(({ title, ...time }) => ({
          title,
          available: !("reason" in time),
          ...time,
        })),
      }),
      tables: [
        (generation) =>
          tabulate(generation, [
            ["generated", ({ title }) => title],
            [
              "seconds",
              (time) => ("reason" in time ? "not available" : (time.milliseconds.median / 1000).toFixed(2)),
            ],
          ]),
      ],
      notes: (generation) =>
        generation.flatMap((time) =>
          "reason" in time ? [`The time of "${time.title}" is not available: ${time.reason}`] : [],
        ),
    },
  },
};

function serverToJson(each: MeasuredServer): object {
  const { title } = each.server;
  if (!isAvailable(each)) {
    return { title, available: false, reason: each.reason };
  }
  const { server: _server, load, ...others } = each;
  return { title, available: true, ...load, ...others };
}

/** Makes a table with a line per server. For servers that are not available, only the second column is filled. */
function tabulateServers(servers: readonly MeasuredServer[], columns: readonly Column<ServerResult>[]) {
  return tabulate(servers, [
    ["server", ({ server }) => server.title],
    ...columns.map(
      ([heading, writeCell], index): Column<MeasuredServer> => [
        heading,
        (each) => (isAvailable(each) ? writeCell(each) : index === 0 ? "not available" : ""),
      ],
    ),
  ]);
}

/** Checks the goals of the stub, most of them on `node:http`. */
function checkServerGoals(servers: readonly MeasuredServer[], plan: ServerPlan): Goal[] {
  const find = (name: OperationServer["name"]): ServerResult | undefined =>
    servers.filter(isAvailable).find(({ server }) => server.name === name);
  const stub = find("eks-auth-node");
  const fastify = find("fastify");
  const divideCpu = (other: ServerResult | undefined): number | undefined =>
    stub && other && stub.load.cpuRatio.median / other.load.cpuRatio.median;
  // In a short run, a growing heap has not reached its size yet.
  const memory = plan.name === "full" ? stub?.memoryBytes : undefined;
  return [
    checkAtMost(1.1, "CPU per request at most 1.1 × bare node:http", {
      value: stub?.load.cpuRatio.median,
      unit: "×",
      digits: 2,
    }),
    checkAtMost(2, "CPU per request of ./fetch at most 2 × bare node:http", {
      value: find("eks-auth-fetch")?.load.cpuRatio.median,
      unit: "×",
      digits: 2,
    }),
    checkAtMost(1, "CPU per request at most that of Fastify", {
      value: divideCpu(fastify),
      unit: "×",
      digits: 2,
    }),
    checkAtMost(1 / 3, "CPU per request at most a third of the official server's", {
      value: divideCpu(find("official")),
      unit: "×",
      digits: 2,
    }),
    checkAtMost(0.25, "import at most 0.25 × that of Fastify", {
      value: stub && fastify && stub.importMilliseconds.median / fastify.importMilliseconds.median,
      unit: "×",
      digits: 2,
    }),
    checkBelow(15, "below 15 kB minified, with the runtime", {
      value: stub && stub.bundleBytes.minified / 1000,
      unit: "kB",
      digits: 1,
    }),
    checkAtMost(5, "RSS grows at most 5 % over the second 100,000 requests", {
      value: memory && (memory.late.rss / memory.early.rss - 1) * 100,
      unit: "%",
      digits: 1,
    }),
  ];
}
