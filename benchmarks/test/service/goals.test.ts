import { expect, test } from "vitest";
import { judgeGoals } from "../../src/service/goals.ts";
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
  [{ serviceRatio: 1.51 }, ["CPU a request at most 1.5 times that of stub + signature: 1.51 times"]],
  [
    { startMs: 300 },
    [
      "start to first answer in under 300 ms, embedded: 300 ms",
      "start to first answer in under 300 ms, sts: 300 ms",
    ],
  ],
  [
    { memoryBytes: 150e6 },
    [
      "under 150 MB with 100 clusters of 1,000 associations, embedded: 150 MB",
      "under 150 MB with 100 clusters of 1,000 associations, sts: 150 MB",
    ],
  ],
  [
    { lookupNs: 501 },
    [
      "from 10 to 1,000,000 associations, a look-up grows at most 1.25 times as much as that in a Map: 1.25 times",
    ],
  ],
] as const)("%s misses a goal", ([figures, missed]) => {
  expect(listMissed(figures)).toEqual(missed);
});

test("what wasn't measured is unknown, and not missed", () => {
  const [cpu, , , memory] = judgeGoals({ ...makeReport(), loads: new Map(), memory: [] });
  expect(cpu).toMatchObject({ measured: "not available", holds: undefined });
  expect(memory?.text).toContain("look-up");
});
