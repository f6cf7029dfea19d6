import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { steps } from "../../src/doctor/check.ts";
import { printReport } from "../../src/doctor/report.ts";

const report = {
  whole: false,
  summary: "",
  steps: steps.map((step) => ({ step, status: "ok" as const, found: "It is there.", remedy: "Leave it." })),
};

test("remedies stand below what was found", () => {
  expect(printReport(report, new PassThrough())).toContain(
    `agent        ok           It is there.\n${" ".repeat(26)}Leave it.\n`,
  );
});

test("there is colour on a terminal alone", () => {
  expect(printReport(report, new PassThrough())).not.toContain("\u001b[");
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  expect(printReport(report, terminal)).toContain("\u001b[32mok         \u001b[39m");
});
