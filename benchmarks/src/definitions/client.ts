import { prepareAgentEnvironment } from "../agent/environment.ts";
import type { BasePlan, Benchmark } from "../benchmark.ts";
import { lightClient } from "../client/clients.ts";
import {
  type ClientCost,
  type ClientCostPlan,
  type ClientCosts,
  measureClientCosts,
} from "../client/costs.ts";
import { type ClientSize, measureClientSizes } from "../client/sizes.ts";
import { checkAtMost } from "../goal.ts";
import { costColumns, tabulate } from "../report/columns.ts";
import { formatCount, formatQuartiles } from "../report/format.ts";

/** How much to measure of the clients. */
export interface ClientPlan extends BasePlan, ClientCostPlan {}

/** The results, by measurement. */
export interface ClientResults {
  readonly costs: ClientCosts;
  readonly sizes: readonly ClientSize[];
}

interface ClientEnvironment {
  /** The URL of the API: the stub in a separate process. */
  readonly endpoint: string;
}

/** The benchmark of the clients. */
export const clientBenchmark: Benchmark<ClientPlan, ClientEnvironment, ClientResults> = {
  name: "client",
  help: {
    summary: `Compares the light client with the official client, with node:http by hand and with an empty program: the CPU time of
their import, of a process with one call, and of one of many calls; peak memory; bundle size; and installed packages.`,
    fullTime: "some minutes",
    quickTime: "about a minute",
    failure: "a call failed",
    jsonPath: ".clients.light.firstCall.cpuRatio.median",
  },
  plans: {
    full: { name: "full", processes: 25, callProcesses: 7, warmUpCalls: 2_000, calls: 3_000 },
    quick: { name: "quick", processes: 7, callProcesses: 3, warmUpCalls: 1_000, calls: 2_000 },
  },
  describePlan: ({ processes, callProcesses, warmUpCalls, calls }) =>
    `Import and first call: ${processes} processes each. Many calls: ${callProcesses} processes with ` +
    `${formatCount(calls)} calls, after ${formatCount(warmUpCalls)} warm-up calls.`,
  prepare: async (_plan, resources) => ({ endpoint: (await prepareAgentEnvironment(0, resources)).endpoint }),
  measurements: {
    costs: {
      measure: ({ endpoint }, plan, onProgress) => {
        onProgress("Importing and calling");
        return measureClientCosts(endpoint, plan);
      },
      toJson: ({ node, clients }) => ({
        node,
        clients: Object.fromEntries(clients.map(({ client, ...cost }) => [client.name, cost])),
      }),
      tables: [
        ({ node, clients }) =>
          tabulate(
            [
              { title: "node -e 0", cost: node },
              ...clients.map(({ client, import: cost }) => ({ title: client.title, cost })),
            ],
            [["import", ({ title }) => title], ...costColumns("node -e 0")],
          ),
        ({ clients }) =>
          tabulate(
            clients.map(({ client, firstCall: cost }) => ({ title: client.title, cost })),
            [["one call", ({ title }) => title], ...costColumns("official")],
          ),
        ({ clients }) =>
          tabulate(clients, [
            ["many calls", ({ client }) => client.title],
            ["CPU µs per call", ({ call }) => call.cpuMicroseconds.median.toFixed(0)],
            ["quartiles", ({ call }) => formatQuartiles(call.cpuMicroseconds, 0)],
            ["× official", ({ call }) => call.cpuRatio.median.toFixed(2)],
            ["quartiles", ({ call }) => formatQuartiles(call.cpuRatio, 2)],
          ]),
      ],
      goals: ({ clients }) => {
        const light = clients.find(({ client }) => client === lightClient);
        const ratio = (limit: number, text: string, of: (cost: ClientCost) => number) =>
          checkAtMost(limit, text, { value: light && of(light), unit: "×", digits: 2 });
        return [
          ratio(
            1.7,
            "import of the light client at most 1.7 × node -e 0",
            (cost) => cost.import.cpuRatio.median,
          ),
          ratio(
            0.35,
            "process with one call at most 0.35 × that of the official client",
            ({ firstCall }) => firstCall.cpuRatio.median,
          ),
          ratio(0.4, "call at most 0.4 × that of the official client", ({ call }) => call.cpuRatio.median),
        ];
      },
    },
    sizes: {
      measure: (_environment, _plan, onProgress) => {
        onProgress("Bundling");
        return measureClientSizes();
      },
      toJson: (sizes) => ({
        sizes: Object.fromEntries(sizes.map(({ client, ...size }) => [client.name, size])),
      }),
      tables: [
        (sizes) =>
          tabulate(sizes, [
            ["main entry", ({ client }) => client.title],
            ["minified kB, Node.js", ({ node }) => (node.minified / 1000).toFixed(1)],
            ["gzip kB", ({ node }) => (node.gzip / 1000).toFixed(1)],
            ["minified kB, fetch", ({ fetch }) => formatKilo(fetch?.minified)],
            ["gzip kB", ({ fetch }) => formatKilo(fetch?.gzip)],
            ["installed packages", ({ packages }) => String(packages)],
          ]),
      ],
      goals: (sizes) => {
        const light = sizes.find(({ client }) => client === lightClient);
        return [
          { platform: "Node.js", size: light?.node },
          { platform: "fetch", size: light?.fetch },
        ].map(({ platform, size }) =>
          checkAtMost(8, `main entry of the light client at most 8 kB minified, ${platform}`, {
            value: size && size.minified / 1000,
            unit: "kB",
            digits: 1,
          }),
        );
      },
    },
  },
};

function formatKilo(bytes: number | undefined): string {
  return bytes === undefined ? "" : (bytes / 1000).toFixed(1);
}
