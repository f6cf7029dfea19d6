import { type AgentEnvironment, prepareAgentEnvironment } from "../agent/environment.ts";
import { type AgentLoad, type AgentLoadPlan, baseline, measureAgentLoad } from "../agent/load.ts";
import { type AgentMemory, type AgentMemoryPlan, measureAgentMemory } from "../agent/memory.ts";
import { type AgentStart, measureAgentStart } from "../agent/start.ts";
import type { BasePlan, Benchmark } from "../benchmark.ts";
import { checkAtMost } from "../goal.ts";
import { startColumns, tabulate } from "../report/columns.ts";
import { formatCount, formatMega } from "../report/format.ts";
import { drawCpuChart, loadColumns, serversToJson } from "../report/server-loads.ts";

/** How much to measure of the agent. */
export interface AgentPlan extends BasePlan {
  readonly load: AgentLoadPlan;
  readonly memory: AgentMemoryPlan;
  /** Starts of each agent, with and without signatures. */
  readonly starts: number;
}

/** The results, by measurement. */
export interface AgentResults {
  readonly load: readonly AgentLoad[];
  readonly memory: AgentMemory;
  readonly start: readonly AgentStart[];
}

/** The agent's default for the number of pods in its cache. */
const manyPods = 2_000;

/** The benchmark of the agent. */
export const agentBenchmark: Benchmark<AgentPlan, AgentEnvironment, AgentResults> = {
  name: "agent",
  help: {
    summary: `Measures the agent: its CPU time per request for cached credentials, compared with bare node:http; its memory with the
credentials of 2,000 pods; and the time from its start to the first credentials. It needs Linux, where each pod can use
another loopback address.`,
    fullTime: "some minutes",
    quickTime: "about a minute",
    failure: "a server responded wrongly or did not start",
    jsonPath: ".loads[0].servers.agent.cpuRatio.median",
  },
  plans: {
    full: {
      name: "full",
      load: { pods: [1, manyPods], warmUpRequests: 20_000, rounds: 12, requestsPerRound: 8_000 },
      memory: { pods: manyPods, runs: 5, settleMs: 3_000 },
      starts: 25,
    },
    quick: {
      name: "quick",
      load: { pods: [1, manyPods], warmUpRequests: 10_000, rounds: 6, requestsPerRound: 3_000 },
      memory: { pods: manyPods, runs: 1, settleMs: 1_000 },
      starts: 5,
    },
  },
  describePlan: ({ load, memory, starts }) =>
    `CPU: ${load.rounds} rounds of ${formatCount(load.requestsPerRound)} requests to each server, ` +
    `after ${formatCount(load.warmUpRequests)} warm-up requests. ` +
    `Memory: ${memory.runs} processes, read after ${memory.settleMs / 1000} s without requests. ` +
    `Start: ${starts} processes.`,
  prepare: (plan, resources, onProgress) => {
    const pods = Math.max(plan.memory.pods, ...plan.load.pods);
    onProgress(`Signing the tokens of ${pods} pods`);
    return prepareAgentEnvironment(pods, resources);
  },
  measurements: {
    load: {
      measure: (environment, { load }, onProgress) => measureAgentLoad(environment, load, onProgress),
      toJson: (loads) => ({
        loads: loads.map(({ pods, servers }) => ({ pods, servers: serversToJson(servers) })),
      }),
      tables: [
        (loads) =>
          tabulate(
            loads.flatMap(({ pods, servers }) => servers.map((row) => ({ pods, ...row }))),
            [
              ["server", ({ server }) => server.title],
              ["pods", ({ pods }) => formatCount(pods)],
              ...loadColumns("bare"),
            ],
          ),
      ],
      charts: [
        {
          file: "agent-cpu.svg",
          alt: "CPU time per request",
          draw: (loads) =>
            drawCpuChart(
              "CPU time per request for cached credentials in µs: lower is better",
              loads.flatMap(({ pods, servers }) =>
                servers.map(({ server, load }) => ({
                  server: { ...server, title: `${server.title}, pods: ${formatCount(pods)}` },
                  load,
                })),
              ),
              (name) => name === "agent",
            ),
        },
      ],
      goals: (loads) =>
        loads.map(({ pods, servers }) =>
          checkAtMost(1.25, `CPU per request at most 1.25 × ${baseline.title}, pods: ${formatCount(pods)}`, {
            value: servers.find(({ server }) => server.name === "agent")?.load.cpuRatio.median,
            unit: "×",
            digits: 2,
          }),
        ),
    },
    memory: {
      measure: (environment, { memory }, onProgress) => measureAgentMemory(environment, memory, onProgress),
      toJson: ({ agents, ...memory }) => ({
        memory: {
          ...memory,
          agents: Object.fromEntries(
            agents.map(({ program: { name, title }, ...bytes }) => [name, { title, ...bytes }]),
          ),
        },
      }),
      tables: [
        ({ pods, nodeBytes, agents }) =>
          tabulate(agents, [
            ["agent", ({ program }) => program.title],
            ["RSS MB", ({ holdingBytes }) => formatMega(holdingBytes.median, 0)],
            [
              "quartiles",
              ({ holdingBytes }) =>
                `${formatMega(holdingBytes.lowerQuartile, 0)}–${formatMega(holdingBytes.upperQuartile, 0)}`,
            ],
            ["Node.js", () => formatMega(nodeBytes.median, 0)],
            [
              "imports, listening",
              ({ listeningBytes }) => formatMega(listeningBytes.median - nodeBytes.median, 0),
            ],
            [
              `${formatCount(pods)} pods`,
              ({ listeningBytes, holdingBytes }) =>
                formatMega(holdingBytes.median - listeningBytes.median, 0),
            ],
          ]),
      ],
      goals: ({ pods, nodeBytes, agents }) =>
        agents.map(({ program, holdingBytes }) =>
          checkAtMost(
            1.9,
            `memory with the credentials of ${formatCount(pods)} pods at most 1.9 × Node.js, ${program.title}`,
            { value: holdingBytes.median / nodeBytes.median, unit: "×", digits: 2 },
          ),
        ),
    },
    start: {
      measure: (environment, { starts }, onProgress) => {
        onProgress(`Starting each agent ${starts} times`);
        return measureAgentStart(environment, starts);
      },
      toJson: (starts) => ({
        starts: starts.map(({ program: { name, title }, isSigned, times }) => ({
          agent: name,
          title,
          signed: isSigned,
          milliseconds: times,
        })),
      }),
      tables: [
        (starts) =>
          tabulate(starts, [
            ["agent", ({ program, isSigned }) => (isSigned ? program.title : `${program.title}, unsigned`)],
            ...startColumns("start to credentials ms", {
              node: "Node.js",
              imports: "imports",
              listening: "listening",
              signature: "signature",
              network: "network",
              answer: "response",
              cpu: "CPU ms",
            }),
          ]),
      ],
      goals: (starts) =>
        starts
          .filter(({ isSigned }) => isSigned)
          .map(({ program, times }) =>
            checkAtMost(6, `start to first credentials at most 6 × that of Node.js, ${program.title}`, {
              value: times.total.median / times.node.median,
              unit: "×",
              digits: 1,
            }),
          ),
    },
  },
};
