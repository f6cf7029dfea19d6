import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { createReportOfChecks, formatReport, type ReportedCheck } from "../../src/findings/report.ts";

const checks: readonly ReportedCheck[] = [
  { check: "keys", status: "ok", found: "They are there." },
  {
    check: "association",
    status: "failed",
    code: "association_not_found",
    found: "The pod has none of the associations.\nThe file is empty.",
    remedy: "Add one: eks-auth association add --config eks-auth.yaml",
  },
];

test("on a terminal, lines fit, below each other, and a command is in one line", () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 56 });
  const text = formatReport(createReportOfChecks(checks, ""), terminal);
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
  expect(formatReport(createReportOfChecks(checks, ""), new PassThrough())).toContain(
    "\n                          Add one: eks-auth association add --config eks-auth.yaml\n",
  );
});

test("the report names the first failed check, why it failed, and the cluster, if there are several", () => {
  const report = createReportOfChecks(checks, "");
  expect(report).toMatchObject({
    passed: false,
    failedCheck: "association",
    failedCluster: undefined,
    code: "association_not_found",
  });
  const ofCluster = createReportOfChecks(
    checks.map((each, index) => ({ ...each, cluster: `edge-${index}` })),
    "",
  );
  expect(ofCluster).toMatchObject({ failedCheck: "association", failedCluster: "edge-1" });
  expect(ofCluster.summary).toMatch(/^Check failed: association of edge-1\. The pod has none/);
  expect(formatReport(ofCluster, new PassThrough())).toMatch(
    /^keys of edge-0 {9}ok .*\nassociation of edge-1 {2}failed /,
  );
});

test("a report whose checks passed has their warnings in the summary", () => {
  const report = createReportOfChecks(
    [
      { check: "keys", status: "ok", found: "They are there." },
      { check: "STS", cluster: "edge", status: "warning", code: "clocks_differ", found: "It is late." },
    ],
    "All is well.",
  );
  expect(report).toMatchObject({ passed: true, summary: "All is well. Warnings: STS of edge." });
  expect(Object.keys(JSON.parse(JSON.stringify(report)))).toEqual(["passed", "summary", "checks"]);
});
