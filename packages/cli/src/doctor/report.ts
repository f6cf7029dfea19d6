import { styleText } from "node:util";
import { type CheckName, checkNames, type Finding, type Status } from "./check.ts";
import type { Diagnosis } from "./diagnose-error.ts";

/** Adds the diagnoses of error responses to the findings of the checks that they are about. */
export function mergeFindings(
  findings: Readonly<Record<CheckName, Finding>>,
  diagnoses: readonly Diagnosis[],
): Readonly<Record<CheckName, Finding>> {
  const merged = checkNames.map((name) => {
    const finding = findings[name];
    const diagnosis = diagnoses.find(({ check }) => check === name);
    return [
      name,
      diagnosis === undefined || finding.status === "failed" ? finding : merge(finding, diagnosis),
    ] as const;
  });
  return Object.fromEntries(merged) as Record<CheckName, Finding>;
}

function merge(finding: Finding, { check, by, found, remedy }: Diagnosis): Finding {
  const isContradiction = by !== check && (finding.status === "ok" || finding.status === "warning");
  if (!isContradiction) {
    return { status: "failed", found, remedy };
  }
  return {
    status: "failed",
    found: `${finding.found} But: ${found}`,
    remedy:
      check === "keys" || check === "association"
        ? "Check that the server uses this configuration and has loaded its last change, and that the agent calls this server for this cluster."
        : remedy,
  };
}

/** The findings of all checks, and a summary. This is the output of `doctor --json`. */
export interface Report {
  /** Whether no check failed. */
  readonly whole: boolean;
  readonly stoppedAt?: CheckName | undefined;
  /** One or two sentences. */
  readonly summary: string;
  readonly steps: readonly (Finding & { readonly step: CheckName })[];
}

/**
 * Creates the report of all findings.
 *
 * @param outcome - what the pod gets, as a clause; undefined if it gets nothing
 */
export function createReport(
  findings: Readonly<Record<CheckName, Finding>>,
  outcome: string | undefined,
): Report {
  const stoppedAt = checkNames.find((name) => findings[name].status === "failed");
  return {
    whole: stoppedAt === undefined,
    stoppedAt,
    summary: summarize(findings, stoppedAt, outcome),
    steps: checkNames.map((step) => ({ step, ...findings[step] })),
  };
}

function summarize(
  findings: Readonly<Record<CheckName, Finding>>,
  stoppedAt: CheckName | undefined,
  outcome: string | undefined,
): string {
  if (stoppedAt !== undefined) {
    const { found, remedy } = findings[stoppedAt];
    return [`Check failed: ${stoppedAt}. ${found}`, remedy].filter(Boolean).join(" ");
  }
  const warnings = checkNames.filter((name) => findings[name].status === "warning");
  const warning = warnings.length === 0 ? "" : ` Warnings: ${warnings.join(", ")}.`;
  return outcome === undefined
    ? `No check failed, but neither an agent nor a server was asked for credentials.${warning}`
    : `No check failed: ${outcome}.${warning}`;
}

const colours: Readonly<Record<Status, "green" | "yellow" | "red" | "dim">> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "dim",
  "not reached": "dim",
};

const nameWidth = Math.max(...checkNames.map((name) => name.length));
const statusWidth = Math.max(...Object.keys(colours).map((status) => status.length));

/**
 * Formats a report as a table: check, status and finding, with the remedy on the next line.
 *
 * @param stream - the stream that it will be written to; there are colours only if it is a terminal
 */
export function formatReport(report: Report, stream: NodeJS.WritableStream): string {
  const margin = " ".repeat(nameWidth + statusWidth + 4);
  return report.steps
    .map(({ step, status, found, remedy }) => {
      const label = styleText(colours[status], status.padEnd(statusWidth), { stream });
      const separator = status === "skipped" ? " " : `\n${margin}`;
      const text = remedy === undefined ? found : `${found}${separator}${remedy}`;
      return `${step.padEnd(nameWidth)}  ${label}  ${text}\n`;
    })
    .join("");
}
