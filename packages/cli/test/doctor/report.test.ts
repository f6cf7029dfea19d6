import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { type CheckName, checkNames } from "../../src/doctor/check.ts";
import { createReport } from "../../src/doctor/report.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { formatReport } from "../../src/findings/report.ts";

const ok = { status: "ok", found: "It is there.", remedy: "Leave it." } as const;

function findingsWith(others: Partial<Record<CheckName, Finding>> = {}): Record<CheckName, Finding> {
  const all = Object.fromEntries(checkNames.map((name) => [name, ok])) as Record<CheckName, Finding>;
  return { ...all, ...others };
}

describe("formatReport", () => {
  const report = createReport(findingsWith(), undefined);

  test("puts the remedy on the line below the finding", () => {
    expect(formatReport(report, new PassThrough())).toContain(
      `agent        ok           It is there.\n${" ".repeat(26)}Leave it.\n`,
    );
  });

  test("has colours only on a terminal", () => {
    expect(formatReport(report, new PassThrough())).not.toContain("\u001b[");
    const terminal = Object.assign(new PassThrough(), { isTTY: true });
    expect(formatReport(report, terminal)).toContain("\u001b[32mok         \u001b[39m");
  });
});

describe("createReport", () => {
  test("stops at the first failed check", () => {
    const failed = {
      status: "failed",
      code: "server_failed",
      found: "It is gone.",
      remedy: "Get it.",
    } as const;
    expect(createReport(findingsWith({ STS: failed, keys: failed }), undefined)).toMatchObject({
      passed: false,
      failedCheck: "keys",
      code: "server_failed",
      summary: "Check failed: keys. It is gone. Get it.",
    });
  });

  test("names the checks with warnings", () => {
    const warning = { status: "warning", code: "clocks_differ", found: "It is old." } as const;
    expect(createReport(findingsWith({ STS: warning, variables: warning }), "all is done").summary).toBe(
      "No check failed: all is done. Warnings: variables, STS.",
    );
  });
});
