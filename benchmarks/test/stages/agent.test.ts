import { afterAll, beforeAll, expect, test } from "vitest";
import { agentPrograms } from "../../src/agent/agent-program.ts";
import { type AgentEnvironment, prepareAgentEnvironment } from "../../src/agent/environment.ts";
import { agentServers, baseline, checkServer, measureAgentLoad } from "../../src/agent/load.ts";
import { measureAgentMemory } from "../../src/agent/memory.ts";
import { measureAgentStart } from "../../src/agent/start.ts";

const resources = new AsyncDisposableStack();
let environment: AgentEnvironment;

beforeAll(async () => {
  environment = await prepareAgentEnvironment(10, resources);
});

afterAll(() => resources.disposeAsync());

test("compares both servers, which give the same response", async () => {
  const plan = { pods: [1, 10], warmUpRequests: 16, rounds: 2, requestsPerRound: 40 };
  const loads = await measureAgentLoad(environment, plan, () => {});
  expect(loads.map(({ pods }) => pods)).toEqual([1, 10]);
  for (const { servers } of loads) {
    expect(servers.map(({ server }) => server)).toEqual(agentServers);
    expect(servers[0]?.load.cpuRatio.median).toBe(1);
    expect(servers[1]?.load.cpuMicroseconds.median).toBeGreaterThan(0);
  }
});

test("detects a server that responds differently from the agent", async () => {
  await expect(checkServer(baseline, environment.endpoint, [], 0)).rejects.toThrow("should not reject");
});

test("measures the memory of whole processes", async () => {
  const plan = { pods: 10, runs: 1, settleMs: 0 };
  const { nodeBytes, agents } = await measureAgentMemory(environment, plan, () => {});
  expect(agents.map(({ program }) => program)).toEqual(agentPrograms);
  expect(nodeBytes.median).toBeGreaterThan(20e6);
  for (const { listeningBytes, holdingBytes } of agents) {
    expect(listeningBytes.median).toBeGreaterThan(nodeBytes.median);
    expect(holdingBytes.median).toBeGreaterThan(nodeBytes.median);
  }
});

test("the parts of a start add up to the total", async () => {
  const starts = await measureAgentStart(environment, 1);
  expect(starts.map(({ program, isSigned }) => [program.name, isSigned])).toEqual([
    ["library", true],
    ["library", false],
    ["command", true],
    ["command", false],
  ]);
  for (const { times } of starts) {
    const { total, node, imports, listening, signature, network, answer } = times;
    const parts = [node, imports, listening, signature, network, answer].map(({ median }) => median);
    expect(Math.min(...parts)).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(total.median, 3);
  }
});
