import type { BasePlan, Benchmark } from "../benchmark.ts";
import { checkAtMost, checkBelow } from "../goal.ts";
import { type Creation, measureCreation } from "../kubernetes/creation.ts";
import { type KubernetesEnvironment, prepareKubernetesEnvironment } from "../kubernetes/environment.ts";
import { type IdlePlan, type IdleRequests, measureIdle } from "../kubernetes/idle.ts";
import { compareLookups, type LookupComparison } from "../kubernetes/lookups.ts";
import { measureReplica, type ReplicaResult } from "../kubernetes/replicas.ts";
import { measureWatchers, type WatcherPlan, type WatcherResult } from "../kubernetes/watchers.ts";
import { type Column, tabulate } from "../report/columns.ts";
import { formatCount, formatMega } from "../report/format.ts";

/** How much to measure with a real API server. */
export interface KubernetesPlan extends BasePlan {
  readonly associations: number;
  readonly watchers: WatcherPlan;
  readonly idle: IdlePlan;
  /** Batches of look-ups in each index. */
  readonly lookupBatches: number;
}

/** The results, by measurement. */
export interface KubernetesResults {
  readonly idle: IdleRequests;
  readonly creation: Creation;
  readonly replica: ReplicaResult;
  readonly watchers: readonly WatcherResult[];
  readonly lookups: LookupComparison;
}

/** The columns that a replica and an informer have in common. */
const figures: readonly Column<
  Pick<
    WatcherResult,
    | "syncStallMilliseconds"
    | "syncStallCpuMilliseconds"
    | "syncBytes"
    | "relistStallMilliseconds"
    | "relistStallCpuMilliseconds"
    | "relistBytes"
    | "updateP50Milliseconds"
    | "updateP99Milliseconds"
  >
>[] = [
  ["longest stall ms", ({ syncStallMilliseconds }) => formatCount(syncStallMilliseconds.median)],
  ["of CPU", ({ syncStallCpuMilliseconds }) => formatCount(syncStallCpuMilliseconds.median)],
  ["RSS MB", ({ syncBytes }) => formatMega(syncBytes.median, 0)],
  ["new list: stall ms", ({ relistStallMilliseconds }) => formatCount(relistStallMilliseconds.median)],
  ["of CPU then", ({ relistStallCpuMilliseconds }) => formatCount(relistStallCpuMilliseconds.median)],
  ["RSS MB then", ({ relistBytes }) => formatMega(relistBytes.median, 0)],
  ["change p50 ms", ({ updateP50Milliseconds }) => formatCount(updateP50Milliseconds.median)],
  ["p99 ms", ({ updateP99Milliseconds }) => formatCount(updateP99Milliseconds.median)],
];

/** The benchmark with a real API server. */
export const kubernetesBenchmark: Benchmark<KubernetesPlan, KubernetesEnvironment, KubernetesResults> = {
  name: "kubernetes",
  help: {
    summary: `Measures eks-auth serve with associations of a real API server: the first list, a list after an outage, memory, the time
until a change is effective, and the requests of idle replicas; and its informer, compared with that of
@kubernetes/client-node. Needs Go for the first start.`,
    fullTime: "about 15 minutes",
    quickTime: "about a minute",
    failure: "a program did not receive all associations, or the API server did not start",
    jsonPath: ".replica.readyMilliseconds.median",
  },
  plans: {
    full: {
      name: "full",
      associations: 100_000,
      watchers: { runs: 3, updates: 500 },
      idle: { associations: 1_000, replicas: 3, seconds: 180 },
      lookupBatches: 20_000,
    },
    quick: {
      name: "quick",
      associations: 5_000,
      watchers: { runs: 1, updates: 100 },
      idle: { associations: 50, replicas: 3, seconds: 10 },
      lookupBatches: 3_000,
    },
  },
  describePlan: ({ associations, watchers, idle }) =>
    `${formatCount(associations)} associations in etcd, on the same machine. ${watchers.runs} processes of each program, ` +
    `${formatCount(watchers.updates)} changes for each. Idle for ${idle.seconds} s.`,
  prepare: ({ associations }, resources, onProgress) =>
    prepareKubernetesEnvironment(associations, resources, onProgress),
  measurements: {
    idle: {
      measure: (environment, { idle }, onProgress) => measureIdle(environment, idle, onProgress),
      toJson: (idle) => ({ idle }),
      tables: [
        (idle) =>
          tabulate(
            [idle],
            [
              ["idle replicas", ({ replicas }) => String(replicas)],
              ["associations", ({ associations }) => formatCount(associations)],
              ["requests for their statuses", ({ requestsToSettle }) => formatCount(requestsToSettle)],
              ["then requests/s", ({ requestsPerSecond }) => requestsPerSecond.toFixed(3)],
            ],
          ),
      ],
    },
    creation: {
      measure: (environment, { idle }, onProgress) =>
        measureCreation(environment, idle.associations, onProgress),
      toJson: (creation) => ({ creation }),
      tables: [
        (creation) =>
          tabulate(
            [creation],
            [
              ["created associations", ({ associations }) => formatCount(associations)],
              ["s", ({ milliseconds }) => (milliseconds / 1_000).toFixed(0)],
            ],
          ),
      ],
    },
    replica: {
      measure: (environment, { watchers }, onProgress) => measureReplica(environment, watchers, onProgress),
      toJson: (replica) => ({ replica }),
      tables: [
        (replica, { associations }) =>
          tabulate(
            [replica],
            [
              ["eks-auth serve", () => `${formatCount(associations)} associations`],
              ["start to answer s", ({ readyMilliseconds }) => (readyMilliseconds.median / 1_000).toFixed(1)],
              ...figures,
            ],
          ),
      ],
      goals: (replica) => {
        const check = (limit: number, text: string, value: number, unit: string) =>
          checkBelow(limit, text, { value, unit, digits: 0 });
        return [
          check(8_000, "first list and start below 8 s", replica.readyMilliseconds.median, "ms"),
          check(250, "memory below 250 MB after it", replica.syncBytes.median / 1e6, "MB"),
          check(50, "no stall above 50 ms of CPU during it", replica.syncStallCpuMilliseconds.median, "ms"),
          check(
            50,
            "no stall above 50 ms of CPU during a new list",
            replica.relistStallCpuMilliseconds.median,
            "ms",
          ),
          check(1_000, "a change is effective within 1 s, p99", replica.updateP99Milliseconds.median, "ms"),
        ];
      },
    },
    watchers: {
      measure: (environment, { watchers }, onProgress) => measureWatchers(environment, watchers, onProgress),
      toJson: (watchers) => ({
        watchers: Object.fromEntries(watchers.map(({ program, ...parts }) => [program.name, parts])),
      }),
      tables: [
        (watchers) =>
          tabulate(watchers, [
            ["only the informer", ({ program }) => program.title],
            ["first list s", ({ syncMilliseconds }) => (syncMilliseconds.median / 1_000).toFixed(1)],
            ...figures,
          ]),
      ],
    },
    lookups: {
      measure: (_environment, { associations, lookupBatches }, onProgress) =>
        compareLookups(associations, lookupBatches, onProgress),
      toJson: (lookups) => ({ lookups }),
      tables: [
        (lookups) =>
          tabulate(
            [lookups],
            [
              ["look-up", () => "exact names"],
              ["of resources ns", ({ resourcesNanoseconds }) => formatCount(resourcesNanoseconds)],
              ["of files ns", ({ filesNanoseconds }) => formatCount(filesNanoseconds)],
            ],
          ),
      ],
      goals: ({ resourcesNanoseconds, filesNanoseconds }) => [
        checkAtMost(1.5, "look-ups of resources take at most 1.5 × those of files", {
          value: resourcesNanoseconds / filesNanoseconds,
          unit: "×",
          digits: 2,
        }),
      ],
    },
  },
};
