import { styleText } from "node:util";
import { type Status, steps } from "./finding.ts";
import type { Report } from "./report.ts";

const colours: Readonly<Record<Status, "green" | "yellow" | "red" | "dim">> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
  skipped: "dim",
  "not reached": "dim",
};

const stepWidth = Math.max(...steps.map((step) => step.length));
const statusWidth = Math.max(...Object.keys(colours).map((status) => status.length));

/**
 * Writes a report as a table for a person: step, status and what was found, with the remedy on the line below.
 *
 * @param stream - where it will be printed; there is colour on a terminal alone
 */
export function printReport(report: Report, stream: NodeJS.WritableStream): string {
  const margin = " ".repeat(stepWidth + statusWidth + 4);
  return report.steps
    .map(({ step, status, found, remedy }) => {
      const mark = styleText(colours[status], status.padEnd(statusWidth), { stream });
      // What would have a step done isn't worth a line of its own.
      const separator = status === "skipped" ? " " : `\n${margin}`;
      const text = remedy === undefined ? found : `${found}${separator}${remedy}`;
      return `${step.padEnd(stepWidth)}  ${mark}  ${text}\n`;
    })
    .join("");
}
