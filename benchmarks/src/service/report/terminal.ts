import { tabulateGoals } from "../../report/goal.ts";
import { formatTable } from "../../report/table.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import {
  tabulateLoad,
  tabulateLookups,
  tabulateMemory,
  tabulateStart,
  tabulateVerification,
} from "./tables.ts";

/** Formats a report for people at a terminal. */
export function formatReport(report: Report): string {
  return [
    `${describeConditions(report)}\n`,
    formatTable(tabulateLoad(report)),
    formatTable(tabulateVerification(report)),
    formatTable(tabulateStart(report)),
    formatTable(tabulateMemory(report)),
    formatTable(tabulateLookups(report)),
    formatTable(tabulateGoals(judgeGoals(report))),
  ].join("\n");
}
