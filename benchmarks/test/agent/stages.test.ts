import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkServer } from "../../src/agent/load/check.ts";
import { measureAgentLoad } from "../../src/agent/load/measure.ts";
import { agent, baseline, subjects } from "../../src/agent/load/subjects.ts";
import { prepareSurroundings } from "../../src/agent/measure.ts";
import { measureMemory } from "../../src/agent/memory/measure.ts";
import { variants } from "../../src/agent/program/variants.ts";
import { measureStart } from "../../src/agent/start/measure.ts";

let surroundings: Awaited<ReturnType<typeof prepareSurroundings>>;

beforeAll(async () => {
  surroundings = await prepareSurroundings(10);
});

afterAll(() => surroundings[Symbol.asyncDispose]());

describe("the stages of the agent's benchmark", () => {
  test("both servers give the same answer, and have figures", async () => {
    const plan = { pods: [1, 10], warmUpRequests: 16, rounds: 2, requestsPerRound: 40 };
    const results = await measureAgentLoad(surroundings, plan, () => {});
    expect(results.map(({ pods }) => pods)).toEqual([1, 10]);
    for (const { loads } of results) {
      expect([...loads.keys()]).toEqual(subjects);
      expect(loads.get(baseline)?.cpuRatio.median).toBe(1);
      expect(loads.get(agent)?.cpu.median).toBeGreaterThan(0);
    }
  });

  test("another answer than the agent's is found out", async () => {
    await expect(checkServer(baseline, surroundings.endpoint, [], 0)).rejects.toThrow("should not refuse");
  });

  test("memory is that of whole processes", async () => {
    const { node, agents } = await measureMemory(surroundings, { pods: 10, runs: 1, settleMs: 0 }, () => {});
    expect(agents.map(({ variant }) => variant)).toEqual(variants);
    expect(node.median).toBeGreaterThan(20e6);
    for (const { listening, holding } of agents) {
      expect(listening.median).toBeGreaterThan(node.median);
      expect(holding.median).toBeGreaterThan(node.median);
    }
  });

  test("the parts of a start are the whole of it", async () => {
    const starts = await measureStart(surroundings, 1);
    expect(starts.map(({ variant, isSigned }) => [variant.name, isSigned])).toEqual([
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
});
