import { tabulateGoals } from "../../report/goal.ts";
import { formatTable } from "../../report/table.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import { listObstacles, tabulateFootprint, tabulateGeneration, tabulateLoad } from "./tables.ts";

/** Formats a report for people at a terminal. */
export function formatReport(report: Report): string {
  return [
    `${describeConditions(report)}\n`,
    formatTable(tabulateLoad(report)),
    formatTable(tabulateFootprint(report)),
    formatTable(tabulateGeneration(report)),
    formatTable(tabulateGoals(judgeGoals(report))),
    ...listObstacles(report).map((line) => `${line}\n`),
  ].join("\n");
}
