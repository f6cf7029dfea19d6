import { describe, expect, test } from "vitest";
import { type CheckName, checkNames } from "../../src/doctor/check.ts";
import type { Diagnosis } from "../../src/doctor/diagnose-error.ts";
import { mergeFindings } from "../../src/doctor/merge-findings.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { FindingCode } from "../../src/findings/finding-codes.ts";

const ok = { status: "ok", found: "It is there." } as const;

function findingsWith(others: Partial<Record<CheckName, Finding>> = {}): Record<CheckName, Finding> {
  const all = Object.fromEntries(checkNames.map((name) => [name, ok])) as Record<CheckName, Finding>;
  return { ...all, ...others };
}

function diagnose(check: CheckName, code: FindingCode, by: Diagnosis["by"] = "agent"): Diagnosis {
  return { check, by, code, found: "The agent says no.", remedy: "Fix it." };
}

function problem(status: "failed" | "warning", code: FindingCode): Finding {
  return { status, code, found: "It is gone.", remedy: "Get it." };
}

function listFailed(findings: Readonly<Record<CheckName, Finding>>): (string | undefined)[][] {
  return Object.entries(findings).flatMap(([name, { status, code }]) =>
    status === "failed" ? [[name, code]] : [],
  );
}

describe("a diagnosis", () => {
  test("replaces the finding of a check that did not run", () => {
    const skipped = { status: "skipped", found: "It is not given." } as const;
    const { keys } = mergeFindings(findingsWith({ keys: skipped }), [diagnose("keys", "token_refused")]);
    expect(keys).toEqual({
      status: "failed",
      code: "token_refused",
      found: "The agent says no.",
      remedy: "Fix it.",
    });
  });

  test("is left out if the check failed by itself", () => {
    const failed = problem("failed", "key_unknown");
    const { keys } = mergeFindings(findingsWith({ keys: failed }), [diagnose("keys", "token_refused")]);
    expect(keys).toBe(failed);
  });

  test("is left out if another check found the same problem", () => {
    const findings = findingsWith({ exchange: problem("failed", "role_refused") });
    expect(listFailed(mergeFindings(findings, [diagnose("server", "role_refused", "server")]))).toEqual([
      ["exchange", "role_refused"],
    ]);
  });

  test.each(["keys", "association"] as const)(
    "that the configuration contradicts is about another server: %s",
    (check) => {
      const finding = mergeFindings(findingsWith(), [diagnose(check, "association_not_found")])[check];
      expect(finding).toMatchObject({
        status: "failed",
        code: "server_differs",
        found: "It is there. But: The agent says no.",
      });
    },
  );

  test.each(["role_refused", "session_refused", "sts_unavailable", "server_failed"] as const)(
    "of STS, %s, is about another environment if the exchange succeeds here",
    (code) => {
      const { server } = mergeFindings(findingsWith(), [diagnose("server", code, "server")]);
      expect(server).toMatchObject({
        status: "failed",
        code: "server_differs",
        found: "The agent says no. But: It is there.",
      });
    },
  );

  test("keeps its own fix if the agent contradicts a server that was asked, too", () => {
    const { server } = mergeFindings(findingsWith(), [diagnose("server", "server_unreachable")]);
    expect(server).toEqual({
      status: "failed",
      code: "server_unreachable",
      found: "It is there. But: The agent says no.",
      remedy: "Fix it.",
    });
  });
});

describe("an unknown caller of STS", () => {
  const findings = findingsWith({ exchange: problem("warning", "service_not_identified") });

  test.each(["sts_unavailable", "server_failed"] as const)(
    "is the only cause if the server says %s",
    (code) => {
      const merged = mergeFindings(findings, [diagnose("server", code, "server")]);
      expect(listFailed(merged)).toEqual([["exchange", "service_not_identified"]]);
    },
  );

  test.each(["role_refused", "session_refused"] as const)(
    "stays a warning if the server called STS: %s",
    (code) => {
      const merged = mergeFindings(findings, [diagnose("server", code, "server")]);
      expect(listFailed(merged)).toEqual([["server", code]]);
    },
  );
});
