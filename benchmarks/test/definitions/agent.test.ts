import { expect, test } from "vitest";
import { agentPrograms } from "../../src/agent/agent-program.ts";
import { agentServers } from "../../src/agent/load.ts";
import { type AgentPlan, type AgentResults, agentBenchmark } from "../../src/definitions/agent.ts";
import type { Goal } from "../../src/goal.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { expectDocumented, makeLoad, makeReport, same } from "../sample-report.ts";

interface SampleValues {
  /** The agent's CPU time as a multiple of the baseline's. */
  readonly ratio?: number;
  /** The resident set with the credentials of all pods. */
  readonly bytes?: number;
  readonly startMs?: number;
}

/** Makes a report in which every goal holds, unless a value is given. */
function makeAgentReport({
  ratio = 1.2,
  bytes = 85e6,
  startMs = 180,
}: SampleValues = {}): Report<AgentPlan, AgentResults> {
  const makeTimes = (total: number) => ({
    total: same(total),
    node: same(30),
    imports: same(120),
    listening: same(10),
    signature: same(20),
    network: same(2),
    answer: same(5),
    cpu: same(200),
  });
  return makeReport(agentBenchmark.plans.quick, {
    load: [1, 2_000].map((pods) => ({
      pods,
      servers: agentServers.map((server) => {
        const serverRatio = server.name === "agent" ? ratio : 1;
        return { server, load: makeLoad(20 * serverRatio, serverRatio) };
      }),
    })),
    memory: {
      pods: 2_000,
      nodeBytes: same(45e6),
      agents: agentPrograms.map((program) => ({
        program,
        listeningBytes: same(70e6),
        holdingBytes: same(bytes),
      })),
    },
    start: agentPrograms.flatMap((program) =>
      [true, false].map((isSigned) => ({
        program,
        isSigned,
        times: makeTimes(isSigned ? startMs : startMs - 10),
      })),
    ),
  });
}

function listGoals(report: Report<AgentPlan, AgentResults>): Goal[] {
  return JSON.parse(renderJson(present(agentBenchmark, report))).goals;
}

const report = makeAgentReport();

test("all goals hold within the limits", () => {
  expect(listGoals(report).map(({ holds }) => holds)).toEqual([true, true, true, true, true, true]);
});

test.for([
  [
    { ratio: 1.26 },
    [
      "CPU per request at most 1.25 × bare node:http, pods: 1: 1.26 ×",
      "CPU per request at most 1.25 × bare node:http, pods: 2,000: 1.26 ×",
    ],
  ],
  [
    { bytes: 86e6 },
    [
      "memory with the credentials of 2,000 pods at most 1.9 × Node.js, @eks-auth/agent: 1.91 ×",
      "memory with the credentials of 2,000 pods at most 1.9 × Node.js, eks-auth agent: 1.91 ×",
    ],
  ],
  [
    { startMs: 184 },
    [
      "start to first credentials at most 6 × that of Node.js, @eks-auth/agent: 6.1 ×",
      "start to first credentials at most 6 × that of Node.js, eks-auth agent: 6.1 ×",
    ],
  ],
] as const)("misses a goal with %j", ([values, missed]) => {
  const goals = listGoals(makeAgentReport(values)).filter(({ holds }) => holds !== true);
  expect(goals.map(({ text, measured }) => `${text}: ${measured}`)).toEqual(missed);
});

test("a goal is unknown if its value was not measured", () => {
  const results = { ...report.results, load: [{ pods: 1, servers: [] }] };
  expect(listGoals({ ...report, results })[0]).toMatchObject({ measured: "not available", holds: null });
});

test("the text shows the plan, all tables and the goals", () => {
  const text = renderText(present(agentBenchmark, report));
  expect(text).toContain("Sample CPU, 2 cores, 8 GiB");
  expect(text).toMatch(/@eks-auth\/agent +2,000 +24\.0/);
  expect(text).toContain(`agent            RSS MB  quartiles  Node.js  imports, listening  2,000 pods
@eks-auth/agent      85      85–85       45                  25          15
eks-auth agent       85      85–85       45                  25          15
`);
  expect(text).toMatch(
    /@eks-auth\/agent +180 +180–180 +30 +120 +10 +20 +2 +5 +200\n@eks-auth\/agent, unsigned +170 /,
  );
  expect(text).toMatch(/CPU per request at most 1\.25 × bare node:http, pods: 1 +1\.20 × +yes/);
});

test("the JSON document has the ratios", () => {
  expect(JSON.parse(renderJson(present(agentBenchmark, report)))).toMatchObject({
    benchmark: "agent",
    loads: [
      {
        pods: 1,
        servers: { agent: { cpuRatio: { median: 1.2 } }, "bare-node": { cpuRatio: { median: 1 } } },
      },
      { pods: 2_000, servers: { agent: { cpuRatio: { median: 1.2 } } } },
    ],
    memory: { pods: 2_000, agents: { command: { holdingBytes: { median: 85e6 } } } },
    starts: expect.arrayContaining([expect.objectContaining({ agent: "command", signed: false })]),
    goals: expect.arrayContaining([expect.objectContaining({ measured: "1.20 ×", holds: true })]),
  });
});

test("the chart shows both servers with each number of pods", () => {
  const chart = renderPage(present(agentBenchmark, report)).charts["agent-cpu.svg"];
  expect(chart?.match(/<rect/g)).toHaveLength(4);
  expect(chart).toContain("@eks-auth/agent, pods: 2,000");
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("agent", renderPage(present(agentBenchmark, report)).markdown);
});
