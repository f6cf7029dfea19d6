import { tabulateGoals } from "../../report/goal.ts";
import { formatTable } from "../../report/table.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import { tabulateLoad, tabulateMemory, tabulateStart } from "./tables.ts";

/** Formats a report for people at a terminal. */
export function formatReport(report: Report): string {
  return [
    `${describeConditions(report)}\n`,
    formatTable(tabulateLoad(report)),
    formatTable(tabulateMemory(report)),
    formatTable(tabulateStart(report)),
    formatTable(tabulateGoals(judgeGoals(report))),
  ].join("\n");
}
