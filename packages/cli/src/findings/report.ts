import { styleText } from "node:util";
import { CommandError } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import type { Finding, Status } from "./finding.ts";
import type { FindingCode } from "./finding-codes.ts";
import { wrapFinding } from "./wrap-finding.ts";

/** The findings of all checks, and a summary. This is the output of `doctor --json`. */
export interface Report<Name extends string = string> {
  /** Whether no check failed. */
  readonly whole: boolean;
  /** The first check that failed. */
  readonly stoppedAt?: Name | undefined;
  /** Why it failed. */
  readonly code?: FindingCode | undefined;
  /** One or two sentences. */
  readonly summary: string;
  readonly steps: readonly ReportStep<Name>[];
}

/** A check's name and finding. */
export type ReportStep<Name extends string> = Finding & { readonly step: Name };

/**
 * Creates the report of any checks.
 *
 * @param steps - in the order in which they ran
 * @param success - the summary if no check failed: a sentence
 */
export function createReportOfSteps<Name extends string>(
  steps: readonly ReportStep<Name>[],
  success: string,
): Report<Name> {
  const failed = steps.find(({ status }) => status === "failed");
  const warnings = steps.filter(({ status }) => status === "warning").map(({ step }) => step);
  const warning = warnings.length === 0 ? "" : ` Warnings: ${warnings.join(", ")}.`;
  const summary =
    failed === undefined
      ? `${success}${warning}`
      : [`Check failed: ${failed.step}. ${failed.found}`, failed.remedy].filter(Boolean).join(" ");
  return { whole: failed === undefined, stoppedAt: failed?.step, code: failed?.code, summary, steps };
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
export function formatReport(report: Report<string>, stream: NodeJS.WritableStream): string {
  const nameWidth = Math.max(...report.steps.map(({ step }) => step.length));
  const margin = " ".repeat(nameWidth + statusWidth + 4);
  const { isTTY = false, columns = 80 } = stream as Partial<NodeJS.WriteStream>;
  // A narrow terminal wraps by itself.
  const width = Math.max(columns, margin.length + minTextWidth);
  const wrap = (text: string): string => (isTTY ? wrapFinding(text, margin, width) : text);
  return report.steps
    .map(({ step, status, found, remedy }) => {
      const label = styleText(colours[status], status.padEnd(statusWidth), { stream });
      const all = status === "skipped" && remedy !== undefined ? [`${found} ${remedy}`] : [found, remedy];
      const texts = all.flatMap((text) => text?.split("\n") ?? []);
      const text = texts.map(wrap).join(`\n${margin}`);
      return `${step.padEnd(nameWidth)}  ${label}  ${text}\n`;
    })
    .join("");
}

/**
 * Prints a report: as text with a summary, as JSON, or nothing, if the caller has printed it.
 *
 * @throws CommandError `check_failed` if a check failed
 */
export function printReport(report: Report<string>, format: "text" | "json" | "nothing"): void {
  const { stdout } = process;
  if (format !== "nothing") {
    stdout.write(format === "json" ? formatJson(report) : `${formatReport(report, stdout)}\n`);
  }
  if (!report.whole) {
    const { stoppedAt, code, summary } = report;
    // On a terminal, the table is just above.
    const isSeen = format === "text" && stdout.isTTY;
    throw new CommandError(
      "check_failed",
      isSeen
        ? `check failed: ${stoppedAt} (${code}). The finding above says how to fix it.`
        : `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    );
  }
  if (format === "text") {
    stdout.write(`${report.summary}\n`);
  }
}
