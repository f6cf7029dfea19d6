import { expect, test } from "vitest";
import { judgeGoals } from "../../src/agent/goals.ts";
import { makeReport, type SampleFigures } from "./sample-report.ts";

function listMissed(figures: SampleFigures): string[] {
  return judgeGoals(makeReport(figures))
    .filter(({ holds }) => holds !== true)
    .map(({ text, measured }) => `${text}: ${measured}`);
}

test("figures within the limits reach all goals", () => {
  expect(listMissed({})).toEqual([]);
  expect(judgeGoals(makeReport())).toHaveLength(6);
});

test.for([
  [
    { ratio: 1.26 },
    [
      "CPU a request at most 1.25 times that of bare node:http, pods: 1: 1.26 times",
      "CPU a request at most 1.25 times that of bare node:http, pods: 2,000: 1.26 times",
    ],
  ],
  [
    { bytes: 90e6 },
    [
      "under 90 MB with the credentials of 2,000 pods, @eks-auth/agent: 90 MB",
      "under 90 MB with the credentials of 2,000 pods, eks-auth agent: 90 MB",
    ],
  ],
  [
    { startMs: 250 },
    [
      "start to first credentials in under 250 ms, @eks-auth/agent: 250 ms",
      "start to first credentials in under 250 ms, eks-auth agent: 250 ms",
    ],
  ],
] as const)("%s misses a goal", ([figures, missed]) => {
  expect(listMissed(figures)).toEqual(missed);
});

test("what wasn't measured is unknown, and not missed", () => {
  const [cpu] = judgeGoals({ ...makeReport(), loads: [{ pods: 1, loads: new Map() }] });
  expect(cpu).toMatchObject({ measured: "not available", holds: undefined });
});
