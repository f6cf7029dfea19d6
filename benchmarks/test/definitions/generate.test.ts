import { expect, test } from "vitest";
import { generateBenchmark } from "../../src/definitions/generate.ts";
import type { GenerateTimes } from "../../src/generate/times.ts";
import { summarize } from "../../src/measure/statistics.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import { expectDocumented, makeReport } from "../sample-report.ts";

const times: GenerateTimes = {
  idle: summarize([0.3, 0.31, 0.32]),
  change: {
    total: summarize([5, 6, 8]),
    smithy: summarize([2, 3, 4]),
    generating: summarize([0.3]),
    building: summarize([2.4]),
  },
};
const report = makeReport(generateBenchmark.plans.full, { times });

test("the text shows the plan, and the share of each part of a change", () => {
  const text = renderText(present(generateBenchmark, report));
  expect(text).toContain("15 runs without a change, then 7 changes of the model.");
  expect(text).toContain(
    `time                                              seconds  quartiles  share
npm run generate without a change, without a JVM     0.31  0.30–0.32
a new member, from saving to rebuilt packages         6.0    5.5–7.0  100 %
the Smithy CLI on the JVM                             3.0    2.5–3.5   50 %
generating and formatting                             0.3    0.3–0.3    5 %
building types, client and server                     2.4    2.4–2.4   40 %
`,
  );
});

test.each([
  [0.75, 12, [true, true]],
  [0.76, 12.1, [false, false]],
])("the goals for %d s and %d s hold, if the Smithy CLI takes 3 s: %j", (idle, total, holds) => {
  const change = { ...times.change, total: summarize([total]) };
  const results = { times: { idle: summarize([idle]), change } };
  const { goals } = JSON.parse(renderJson(present(generateBenchmark, { ...report, results })));
  expect(goals.map((goal: { holds: boolean }) => goal.holds)).toEqual(holds);
});

test("the JSON document has the times and the share of the Smithy CLI", () => {
  expect(JSON.parse(renderJson(present(generateBenchmark, report)))).toMatchObject({
    benchmark: "generate",
    idleSeconds: { median: 0.31 },
    changeSeconds: { total: { median: 6 } },
    smithyShare: 0.5,
  });
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("generate", renderPage(present(generateBenchmark, report)).markdown);
});
