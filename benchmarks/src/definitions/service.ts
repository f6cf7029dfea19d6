import type { BasePlan, Benchmark } from "../benchmark.ts";
import { checkAtMost, checkBelow } from "../goal.ts";
import type { ServerLoad } from "../measure/compare-servers.ts";
import type { Summary } from "../measure/statistics.ts";
import { startColumns, tabulate } from "../report/columns.ts";
import { formatCount, formatMega, formatQuartiles } from "../report/format.ts";
import { drawCpuChart, loadColumns, serversToJson } from "../report/server-loads.ts";
import { prepareServiceEnvironment, type ServiceEnvironment, signTokens } from "../service/environment.ts";
import { baseline, measureServiceLoad, type ServiceLoadPlan, serviceServers } from "../service/load.ts";
import type { LookupPlan, LookupSeries } from "../service/lookup.ts";
import { measureServeMemory, type ServeMemory, type ServeMemoryPlan } from "../service/memory.ts";
import { credentialSources } from "../service/serve.ts";
import {
  measureSignatures,
  type SignaturePlan,
  type SignatureTimes,
} from "../service/signature-verification.ts";
import { measureServeStart, type ServeStart } from "../service/start.ts";
import {
  measureVerification,
  type VerificationPlan,
  type VerificationTimes,
} from "../service/verification.ts";
import { lookupMeasurement } from "./service-lookups.ts";

/** How much to measure of the service. */
export interface ServicePlan extends BasePlan {
  readonly load: ServiceLoadPlan;
  readonly verification: VerificationPlan;
  readonly signatures: SignaturePlan;
  /** Starts of `eks-auth serve` for each credential issuer. */
  readonly starts: number;
  readonly memory: ServeMemoryPlan;
  readonly lookups: LookupPlan;
}

/** The results, by measurement. */
export interface ServiceResults {
  readonly load: readonly ServerLoad[];
  readonly verification: VerificationTimes;
  readonly signatures: SignatureTimes;
  readonly start: ServeStart;
  readonly memory: readonly ServeMemory[];
  readonly lookups: readonly LookupSeries[];
}

const memorySizes = [
  { clusters: 1, associations: 1 },
  { clusters: 100, associations: 1_000 },
];

/** The benchmark of the service. */
export const serviceBenchmark: Benchmark<ServicePlan, ServiceEnvironment, ServiceResults> = {
  name: "service",
  help: {
    summary: `Measures the service: its CPU time per request, compared with a stub that only verifies signatures; the start and the
memory of eks-auth serve; and lookups of associations.`,
    fullTime: "some minutes",
    quickTime: "about a minute",
    failure: "a server responded wrongly or did not start",
    jsonPath: ".servers.service.cpuRatio.median",
  },
  plans: {
    full: {
      name: "full",
      load: { pods: 500, warmUpRequests: 10_000, rounds: 12, requestsPerRound: 3_000 },
      verification: { rounds: 12, perRound: 1_000 },
      signatures: { rounds: 24, perRound: 5_000 },
      starts: 25,
      memory: { sizes: memorySizes, runs: 5, requests: 1_000 },
      lookups: { sizes: [10, 100, 1_000, 10_000, 100_000, 1_000_000], batches: 20_000 },
    },
    quick: {
      name: "quick",
      load: { pods: 500, warmUpRequests: 2_000, rounds: 6, requestsPerRound: 800 },
      verification: { rounds: 4, perRound: 500 },
      signatures: { rounds: 12, perRound: 2_000 },
      starts: 5,
      memory: { sizes: memorySizes, runs: 1, requests: 1_000 },
      lookups: { sizes: [10, 10_000, 1_000_000], batches: 3_000 },
    },
  },
  describePlan: ({ load, starts, memory, lookups }) =>
    `CPU: ${load.rounds} rounds of ${formatCount(load.requestsPerRound)} requests to each server, ` +
    `after ${formatCount(load.warmUpRequests)} warm-up requests, with the tokens of ${load.pods} pods in turn. ` +
    `Start: ${starts} processes. Memory: ${memory.runs} processes, ${formatCount(memory.requests)} requests to each. ` +
    `Lookups: ${formatCount(lookups.batches)} batches of 16.`,
  prepare: (_plan, resources) => prepareServiceEnvironment(resources),
  measurements: {
    load: {
      measure: ({ issuer }, { load }, onProgress) => measureServiceLoad(issuer, load, onProgress),
      toJson: (servers) => ({ servers: serversToJson(servers) }),
      tables: [
        (servers) =>
          tabulate(servers, [["server", ({ server }) => server.title], ...loadColumns(baseline.title)]),
      ],
      charts: [
        {
          file: "service-cpu.svg",
          alt: "CPU time per request",
          draw: (servers) =>
            drawCpuChart("CPU time per request in µs, RS256: lower is better", servers, (name) =>
              name.startsWith("service"),
            ),
        },
      ],
      goals: (servers) => [
        ...serviceServers
          .filter(({ name }) => name === "service" || name === "service-agent")
          .map(({ name, title }) =>
            checkAtMost(1.5, `CPU per request at most 1.5 × ${baseline.title}: ${title}`, {
              value: servers.find(({ server }) => server.name === name)?.load.cpuRatio.median,
              unit: "×",
              digits: 2,
            }),
          ),
      ],
    },
    verification: {
      measure: ({ issuer }, { verification }, onProgress) => {
        onProgress("Verifying signatures");
        return measureVerification(issuer, verification);
      },
      toJson: (times) => ({ verificationCpuMicroseconds: times }),
      tables: [
        ({ nodeCrypto, jose }) =>
          tabulate(
            [
              ["node:crypto, verify", nodeCrypto],
              ["jose, compactVerify", jose],
            ] as [string, Summary][],
            [
              ["verification of RS256, 2048 bits", ([title]) => title],
              ["CPU µs", ([, time]) => time.median.toFixed(1)],
              ["quartiles", ([, time]) => formatQuartiles(time, 1)],
            ],
          ),
      ],
    },
    signatures: {
      measure: async ({ issuer }, { signatures }, onProgress) => {
        onProgress("Verifying requests that are signed with SigV4");
        const [token = ""] = await signTokens(issuer, 1);
        return measureSignatures(token, signatures);
      },
      toJson: (times) => ({ signatureCpuMicroseconds: times }),
      tables: [
        ({ bare, service, library, serviceRatio, libraryRatio }) =>
          tabulate(
            [
              { title: "two hashes and an HMAC, node:crypto", time: bare, ratio: undefined },
              { title: "the service", time: service, ratio: serviceRatio },
              { title: "signing with @smithy/signature-v4", time: library, ratio: libraryRatio },
            ],
            [
              ["verification of SigV4", ({ title }) => title],
              ["CPU µs", ({ time }) => time.median.toFixed(1)],
              ["quartiles", ({ time }) => formatQuartiles(time, 1)],
              ["× bare", ({ ratio }) => ratio?.median.toFixed(2) ?? "1.00"],
            ],
          ),
      ],
      goals: ({ serviceRatio }) => [
        checkBelow(2, "verification of SigV4 below 2 × its hashes and its HMAC", {
          value: serviceRatio.median,
          unit: "×",
          digits: 2,
        }),
      ],
    },
    start: {
      measure: (environment, { starts }, onProgress) => {
        onProgress(`Starting eks-auth serve ${starts} times for each credential issuer`);
        return measureServeStart(environment, starts);
      },
      toJson: (start) => ({ startMilliseconds: start }),
      tables: [
        (start) =>
          tabulate(
            credentialSources.map((source) => ({ source, times: start[source] })),
            [
              ["credentials", ({ source }) => source],
              ...startColumns("start to response ms", {
                node: "Node.js",
                imports: "imports",
                listening: "files, listening",
                answer: "first response",
                cpu: "CPU ms",
              }),
            ],
          ),
      ],
      goals: (start) =>
        credentialSources.map((source) =>
          checkAtMost(8, `start to first response at most 8 × that of Node.js, ${source}`, {
            value: start[source].total.median / start[source].node.median,
            unit: "×",
            digits: 1,
          }),
        ),
    },
    memory: {
      measure: (environment, { memory }, onProgress) => measureServeMemory(environment, memory, onProgress),
      toJson: (memory) => ({ memory }),
      tables: [
        (memory) =>
          tabulate(memory, [
            [
              "clusters × associations",
              ({ clusters, associations }) => `${clusters} × ${formatCount(associations)}`,
            ],
            ["credentials", ({ credentials }) => credentials],
            ["RSS MB at start", ({ startBytes }) => formatMega(startBytes.median, 0)],
            ["after requests", ({ requestsBytes }) => formatMega(requestsBytes.median, 0)],
            ["listens after ms", ({ listensMilliseconds }) => formatCount(listensMilliseconds.median)],
          ]),
      ],
      goals: (memory) =>
        memory
          .filter(({ clusters, associations }) => clusters === 100 && associations === 1_000)
          .map(({ credentials, requestsBytes }) => {
            const one = memory.find((each) => each.clusters === 1 && each.credentials === credentials);
            return checkAtMost(
              1.5,
              `memory with 100 × 1,000 associations at most 1.5 × that with one, ${credentials}`,
              {
                value: one && requestsBytes.median / one.requestsBytes.median,
                unit: "×",
                digits: 2,
              },
            );
          }),
    },
    lookups: lookupMeasurement,
  },
};
