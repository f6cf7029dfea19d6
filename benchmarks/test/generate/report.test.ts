import { expect, test } from "vitest";
import { judgeGoals } from "../../src/generate/goals.ts";
import { fullPlan } from "../../src/generate/plan.ts";
import { describeConditions } from "../../src/generate/report/conditions.ts";
import { tabulateTimes } from "../../src/generate/report/tables.ts";
import type { Report } from "../../src/generate/result.ts";
import { summarize } from "../../src/measure/statistics.ts";

const report: Report = {
  plan: fullPlan,
  machine: { cpu: "A CPU", cores: 2, memoryBytes: 2 ** 33, platform: "linux x64", node: "v24.0.0" },
  idle: summarize([0.3, 0.31, 0.32]),
  change: {
    total: summarize([5, 6, 8]),
    smithy: summarize([2, 3, 4]),
    generating: summarize([0.3]),
    building: summarize([2.4]),
  },
};

test("each part of a change has its share of the whole", () => {
  expect(tabulateTimes(report).rows).toEqual([
    ["npm run generate with nothing to do: no JVM", "0.31", "0.30–0.32", ""],
    ["one member, from the save to rebuilt packages", "6.0", "5.5–7.0", "100 %"],
    ["the Smithy CLI on the JVM", "3.0", "2.5–3.5", "50 %"],
    ["generating and formatting", "0.3", "0.3–0.3", "5 %"],
    ["building types, client and server", "2.4", "2.4–2.4", "40 %"],
  ]);
});

test.each([
  [0.49, 7.9, [true, true]],
  [0.5, 8, [false, false]],
])("%d s and %d s are judged %j", (idle, total, holds) => {
  const change = { ...report.change, total: summarize([total]) };
  expect(judgeGoals({ idle: summarize([idle]), change }).map((goal) => goal.holds)).toEqual(holds);
});

test("the conditions tell how much was measured", () => {
  expect(describeConditions(report)).toContain("15 runs with nothing to do, and 7 changes of the model");
});
