import { styleText } from "node:util";
import { CommandError } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import type { Finding, Status } from "./finding.ts";
import type { FindingCode } from "./finding-codes.ts";
import { wrapFinding } from "./wrap-finding.ts";

/** The findings of all checks, and a summary. This is the output of `doctor --json`, and `online` of `config check --json`. */
export interface Report<Name extends string = string> {
  /** Whether no check failed. */
  readonly passed: boolean;
  /** The first check that failed. */
  readonly failedCheck?: Name | undefined;
  /** The cluster that the failed check is about, if there are checks of several clusters. */
  readonly failedCluster?: string | undefined;
  /** Why it failed. */
  readonly code?: FindingCode | undefined;
  /** One or two sentences. */
  readonly summary: string;
  readonly checks: readonly ReportedCheck<Name>[];
}

/** A check's name and finding. */
export type ReportedCheck<Name extends string = string> = Finding & {
  readonly check: Name;
  /** The cluster that it is about, if there are checks of several clusters. */
  readonly cluster?: string | undefined;
};

/**
 * Creates the report of any checks.
 *
 * @param checks - in the order in which they ran
 * @param success - the summary if no check failed: a sentence
 */
export function createReportOfChecks<Name extends string>(
  checks: readonly ReportedCheck<Name>[],
  success: string,
): Report<Name> {
  const failed = checks.find(isFailed);
  const warnings = checks.filter(({ status }) => status === "warning").map(formatName);
  const warning = warnings.length === 0 ? "" : ` Warnings: ${warnings.join(", ")}.`;
  const summary =
    failed === undefined
      ? `${success}${warning}`
      : [`Check failed: ${formatName(failed)}. ${failed.found}`, failed.remedy].filter(Boolean).join(" ");
  return {
    passed: failed === undefined,
    failedCheck: failed?.check,
    failedCluster: failed?.cluster,
    code: failed?.code,
    summary,
    checks,
  };
}

function isFailed({ status }: Finding): boolean {
  return status === "failed";
}

/** Names a check, for people. */
function formatName({ check, cluster }: Pick<ReportedCheck, "check" | "cluster">): string {
  return cluster === undefined ? check : `${check} of ${cluster}`;
}

const colours: Readonly<Record<Status, "green" | "yellow" | "red" | "dim">> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "dim",
  "not reached": "dim",
};

const minTextWidth = 30;

const statusWidth = Math.max(...Object.keys(colours).map((status) => status.length));

/**
 * Formats a report as a table: check, status and finding, with the remedy on the next line.
 *
 * @param stream - the stream that it will be written to; if it is a terminal, there are colours, and lines that fit
 */
export function formatReport(report: Report, stream: NodeJS.WritableStream): string {
  const nameWidth = Math.max(...report.checks.map((one) => formatName(one).length));
  const margin = " ".repeat(nameWidth + statusWidth + 4);
  const { isTTY = false, columns = 80 } = stream as Partial<NodeJS.WriteStream>;
  // A narrow terminal wraps by itself.
  const width = Math.max(columns, margin.length + minTextWidth);
  const wrap = (text: string): string => (isTTY ? wrapFinding(text, margin, width) : text);
  return report.checks
    .map(({ status, found, remedy, ...names }) => {
      const label = styleText(colours[status], status.padEnd(statusWidth), { stream });
      const all = status === "skipped" && remedy !== undefined ? [`${found} ${remedy}`] : [found, remedy];
      const texts = all.flatMap((text) => text?.split("\n") ?? []);
      const text = texts.map(wrap).join(`\n${margin}`);
      return `${formatName(names).padEnd(nameWidth)}  ${label}  ${text}\n`;
    })
    .join("");
}

/**
 * Prints a report: as text with a summary, as JSON, or nothing, if the caller has printed it.
 *
 * @throws CommandError `check_failed` if a check failed
 */
export function printReport(report: Report, format: "text" | "json" | "nothing"): void {
  const { stdout } = process;
  if (format !== "nothing") {
    stdout.write(format === "json" ? formatJson(report) : `${formatReport(report, stdout)}\n`);
  }
  const { checks, summary } = report;
  const failed = checks.find(isFailed);
  if (failed !== undefined) {
    // On a terminal, the table is just above.
    const isSeen = format === "text" && stdout.isTTY;
    throw new CommandError(
      "check_failed",
      isSeen
        ? `check failed: ${formatName(failed)} (${failed.code}). The finding above says how to fix it.`
        : `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    );
  }
  if (format === "text") {
    stdout.write(`${summary}\n`);
  }
}
