import { tabulateGoals } from "../../report/goal.ts";
import { formatMarkdownTable } from "../../report/table.ts";
import { writePage } from "../../report/write-page.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";
import { drawCpuChart, drawLookupChart } from "./charts.ts";
import { describeConditions } from "./conditions.ts";
import {
  tabulateLoad,
  tabulateLookups,
  tabulateMemory,
  tabulateStart,
  tabulateVerification,
} from "./tables.ts";

/**
 * Writes a report's figures into the page of the documentation, and its charts beside it.
 *
 * @returns the paths of what it wrote, from the root
 * @throws CommandError where the page has lost its markers
 */
export function writeDocs(report: Report): Promise<string[]> {
  return writePage(
    "service",
    [
      "![Server CPU a request](benchmarks/service-cpu.svg)",
      describeConditions(report),
      formatMarkdownTable(tabulateLoad(report)),
      formatMarkdownTable(tabulateVerification(report)),
      formatMarkdownTable(tabulateStart(report)),
      formatMarkdownTable(tabulateMemory(report)),
      "![Look-ups by the number of associations](benchmarks/service-lookup.svg)",
      formatMarkdownTable(tabulateLookups(report)),
      formatMarkdownTable(tabulateGoals(judgeGoals(report))),
    ],
    { "service-cpu.svg": drawCpuChart(report), "service-lookup.svg": drawLookupChart(report) },
  );
}
