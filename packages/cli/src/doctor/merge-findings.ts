import type { Finding } from "../findings/finding.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import { type CheckName, checkNames } from "./check.ts";
import type { Diagnosis } from "./diagnose-error.ts";

type Findings = Readonly<Record<CheckName, Finding>>;

/**
 * Adds the diagnoses of error responses to the findings of the checks that they are about. What a check found itself is more
 * precise, so a diagnosis of the same problem is left out.
 */
export function mergeFindings(own: Findings, diagnoses: readonly Diagnosis[]): Findings {
  const findings = { ...own, exchange: judgeExchange(own.exchange, diagnoses) };
  const merged = checkNames.map((name) => {
    const finding = findings[name];
    const diagnosis = diagnoses.find(({ check }) => check === name);
    return [name, diagnosis === undefined ? finding : merge(finding, diagnosis, findings)] as const;
  });
  return Object.fromEntries(merged) as Record<CheckName, Finding>;
}

/** What a server says of STS; what STS says is found by an exchange in this process. */
const outage: readonly string[] = ["sts_unavailable", "server_failed"];
const refusals: readonly string[] = ["role_refused", "session_refused"];

/** A missing caller of STS is a warning, because the server can have another environment. If it fails, too, it is the cause. */
function judgeExchange(exchange: Finding, diagnoses: readonly Diagnosis[]): Finding {
  const isCause = exchange.status === "warning" && diagnoses.some(({ code }) => outage.includes(code));
  return isCause ? { ...exchange, status: "failed" } : exchange;
}

function merge(finding: Finding, diagnosis: Diagnosis, findings: Findings): Finding {
  const { check, by, code, found, remedy } = diagnosis;
  if (finding.status === "failed" || isExplained(code, findings)) {
    return finding;
  }
  const isOfSts = [...outage, ...refusals].includes(code);
  if (isOfSts && findings.exchange.status === "ok") {
    return {
      status: "failed",
      code: "server_differs",
      found: `${found} But: ${findings.exchange.found}`,
      remedy:
        "The server has other AWS credentials, another environment or another configuration than this shell. Compare them, or run doctor as the server's user.",
    };
  }
  const isContradiction = by !== check && (finding.status === "ok" || finding.status === "warning");
  if (isContradiction && (check === "keys" || check === "association") && !isOfSts) {
    return {
      status: "failed",
      code: "server_differs",
      found: `${finding.found} But: ${found}`,
      remedy:
        "The server that was asked does not use this configuration, or has not loaded its last change: config_rejected in its log says why. Check that the agent's --endpoint is this server.",
    };
  }
  return {
    status: "failed",
    code,
    found: isContradiction ? `${finding.found} But: ${found}` : found,
    remedy,
  };
}

/** Whether another check found the same problem by itself. */
function isExplained(code: FindingCode, findings: Findings): boolean {
  const failed = Object.values(findings).filter(({ status }) => status === "failed");
  return (
    failed.some((each) => each.code === code) || (outage.includes(code) && failed.includes(findings.exchange))
  );
}
