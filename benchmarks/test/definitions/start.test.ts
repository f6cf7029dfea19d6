import { expect, test } from "vitest";
import { type StartPlan, type StartResults, startBenchmark } from "../../src/definitions/start.ts";
import type { Goal } from "../../src/goal.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { commandNames } from "../../src/start/commands.ts";
import { bundle, commandBuilds } from "../../src/start/environment.ts";
import { expectDocumented, makeReport, same } from "../sample-report.ts";

interface SampleValues {
  /** Ratios of the bundle. */
  readonly help?: number;
  readonly testing?: number;
  readonly serve?: number;
  readonly agent?: number;
  readonly idle?: number;
  readonly load?: number;
}

/** Makes a report in which every goal holds, unless a value is given. */
function makeStartReport({
  help = 1.5,
  testing = 5,
  serve = 0.65,
  agent = 0.5,
  idle = 0.8,
  load = 0.8,
}: SampleValues = {}): Report<StartPlan, StartResults> {
  const cpu = { serve, agent };
  const cost = (ratio: number) => ({
    cpuMilliseconds: same(40 * ratio),
    cpuRatio: same(ratio),
    peakBytes: same(50e6),
  });
  return makeReport(startBenchmark.plans.quick, {
    help: [
      { title: "node -e 0", cost: cost(1) },
      { title: "unbundled --help", cost: cost(3) },
      { title: "eks-auth --help", cost: cost(help) },
    ],
    testing: [
      { title: "bare node:http", cost: cost(1) },
      { title: "startDev", cost: cost(testing) },
    ],
    commands: commandNames.flatMap((command) =>
      commandBuilds.map((build) => {
        const compare = (value: number, ratio: number) => ({
          value: same(build === bundle ? value * ratio : value),
          ratio: same(build === bundle ? ratio : 1),
        });
        return {
          ...{ command, build, cpuMilliseconds: compare(400, cpu[command]) },
          ...{ milliseconds: compare(500, 0.5), idleBytes: compare(90e6, idle) },
          loadBytes: compare(150e6, load),
        };
      }),
    ),
  });
}

function listGoals(report: Report<StartPlan, StartResults>): Goal[] {
  return JSON.parse(renderJson(present(startBenchmark, report))).goals;
}

const report = makeStartReport();

test("all goals hold at the limits", () => {
  expect(listGoals(report).map(({ holds }) => holds)).toEqual(Array(8).fill(true));
});

test.for([
  [{ help: 1.51 }, ["CPU time of eks-auth --help at most 1.5 × node -e 0: 1.51 ×"]],
  [{ testing: 5.01 }, ["CPU time of startDev at most 5 × bare node:http: 5.01 ×"]],
  [{ serve: 0.66 }, ["CPU time of serve at most 0.65 × unbundled: 0.66 ×"]],
  [{ agent: 0.51 }, ["CPU time of agent at most 0.5 × unbundled: 0.51 ×"]],
  [
    { idle: 0.81 },
    [
      "idle memory of serve at most 0.8 × unbundled: 0.81 ×",
      "idle memory of agent at most 0.8 × unbundled: 0.81 ×",
    ],
  ],
  [
    { load: 0.81 },
    [
      "memory of serve with load at most 0.8 × unbundled: 0.81 ×",
      "memory of agent with load at most 0.8 × unbundled: 0.81 ×",
    ],
  ],
] as const)("misses a goal with %j", ([values, missed]) => {
  const goals = listGoals(makeStartReport(values)).filter(({ holds }) => holds !== true);
  expect(goals.map(({ text, measured }) => `${text}: ${measured}`)).toEqual(missed);
});

test("the text shows the plan, all tables and the goals", () => {
  const text = renderText(present(startBenchmark, report));
  expect(text).toContain("serve with 100 × 1,000 associations after 1,000 requests, agent after 2,000 pods.");
  expect(text).toMatch(/eks-auth --help +60 +60–60 +1\.50 /);
  expect(text).toMatch(/startDev +200 +200–200 +5\.00 /);
  expect(text).toMatch(/serve, unbundled +400 +400–400 +1\.00 +1\.00–1\.00 +500 +1\.00\n/);
  expect(text).toMatch(/agent, bundle +200 +200–200 +0\.50 +0\.50–0\.50 +250 +0\.50\n/);
  expect(text).toMatch(/agent, bundle +72 +0\.80 +120 +0\.80\n/);
});

test("the JSON document has the ratios", () => {
  expect(JSON.parse(renderJson(present(startBenchmark, report)))).toMatchObject({
    benchmark: "start",
    help: { "eks-auth --help": { cpuRatio: { median: 1.5 } } },
    testing: { startDev: { cpuRatio: { median: 5 } } },
    commands: {
      serve: { bundle: { cpuMilliseconds: { ratio: { median: 0.65 } } } },
      agent: { bundle: { loadBytes: { ratio: { median: 0.8 } } }, unbundled: {} },
    },
  });
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("start", renderPage(present(startBenchmark, report)).markdown);
});
