import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { createReportOfSteps, formatReport, type ReportStep } from "../../src/findings/report.ts";

const steps: readonly ReportStep<string>[] = [
  { step: "keys", status: "ok", found: "They are there." },
  {
    step: "association",
    status: "failed",
    code: "association_not_found",
    found: "The pod has none of the associations.\nThe file is empty.",
    remedy: "Add one: eks-auth association add --config eks-auth.yaml",
  },
];

test("on a terminal, lines fit, below each other, and a command is in one line", () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 56 });
  const text = formatReport(createReportOfSteps(steps, ""), terminal);
  expect(stripVTControlCharacters(text)).toBe(
    [
      "keys         ok           They are there.",
      "association  failed       The pod has none of the",
      "                          associations.",
      "                          The file is empty.",
      "                          Add one:",
      "                          eks-auth association add --config eks-auth.yaml",
      "",
    ].join("\n"),
  );
});

test("elsewhere, a finding and a remedy have one line each, for grep", () => {
  expect(formatReport(createReportOfSteps(steps, ""), new PassThrough())).toContain(
    "\n                          Add one: eks-auth association add --config eks-auth.yaml\n",
  );
});

test("the report has the code of the first failed step", () => {
  expect(createReportOfSteps(steps, "")).toMatchObject({
    whole: false,
    stoppedAt: "association",
    code: "association_not_found",
  });
});
