import type { Finding } from "../findings/finding.ts";
import { createReportOfChecks, type Report } from "../findings/report.ts";
import { type CheckName, checkNames } from "./check.ts";

/**
 * Creates the report of all findings.
 *
 * @param outcome - what the pod gets, as a clause; undefined if it gets nothing
 */
export function createReport(
  findings: Readonly<Record<CheckName, Finding>>,
  outcome: string | undefined,
): Report<CheckName> {
  return createReportOfChecks(
    checkNames.map((check) => ({ check, ...findings[check] })),
    outcome === undefined
      ? "No check failed, but neither an agent nor a server was asked for credentials."
      : `No check failed: ${outcome}.`,
  );
}
