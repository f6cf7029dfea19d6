import { drawBarChart } from "../../report/bar-chart.ts";
import { formatCount } from "../../report/format.ts";
import { tabulateGoals } from "../../report/goal.ts";
import { formatMarkdownTable } from "../../report/table.ts";
import { writePage } from "../../report/write-page.ts";
import { judgeGoals } from "../goals.ts";
import { agent } from "../load/subjects.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import { tabulateLoad, tabulateMemory, tabulateStart } from "./tables.ts";

/**
 * Writes a report's figures into the page of the documentation, and its chart beside it.
 *
 * @returns the paths of what it wrote, from the root
 * @throws CommandError where the page has lost its markers
 */
export function writeDocs(report: Report): Promise<string[]> {
  return writePage(
    "agent",
    [
      "![Server CPU a request](benchmarks/agent-cpu.svg)",
      describeConditions(report),
      formatMarkdownTable(tabulateLoad(report)),
      formatMarkdownTable(tabulateMemory(report)),
      formatMarkdownTable(tabulateStart(report)),
      formatMarkdownTable(tabulateGoals(judgeGoals(report))),
    ],
    { "agent-cpu.svg": drawCpuChart(report) },
  );
}

/** Draws what a request costs, by the number of pods. */
export function drawCpuChart({ loads }: Report): string {
  return drawBarChart(
    "Server CPU a request in µs, credentials kept: less is better",
    loads.flatMap(({ pods, loads: servers }) =>
      [...servers].map(([subject, { cpu, cpuRatio }]) => ({
        label: `${subject.title}, pods: ${formatCount(pods)}`,
        value: cpu.median,
        text: `${cpu.median.toFixed(0)} µs, × ${cpuRatio.median.toFixed(2)}`,
        isOurs: subject === agent,
      })),
    ),
  );
}
