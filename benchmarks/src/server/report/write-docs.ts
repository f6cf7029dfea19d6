import { drawBarChart } from "../../report/bar-chart.ts";
import { tabulateGoals } from "../../report/goal.ts";
import { formatMarkdownTable } from "../../report/table.ts";
import { writePage } from "../../report/write-page.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import { listObstacles, tabulateFootprint, tabulateGeneration, tabulateLoad } from "./tables.ts";

/**
 * Writes a report's figures into the page of the documentation, and its chart beside it.
 *
 * @returns the paths of what it wrote, from the root
 * @throws CommandError where the page has lost its markers
 */
export function writeDocs(report: Report): Promise<string[]> {
  return writePage(
    "server",
    [
      "![Server CPU a request](benchmarks/server-cpu.svg)",
      describeConditions(report),
      formatMarkdownTable(tabulateLoad(report)),
      formatMarkdownTable(tabulateFootprint(report)),
      formatMarkdownTable(tabulateGeneration(report)),
      formatMarkdownTable(tabulateGoals(judgeGoals(report))),
      ...listObstacles(report),
    ],
    { "server-cpu.svg": drawCpuChart(report) },
  );
}

function drawCpuChart({ measured }: Report): string {
  const bars = measured.flatMap((each) => {
    if ("obstacle" in each) {
      return [];
    }
    const { subject, result } = each;
    const { cpu, cpuRatio } = result.load;
    return [
      {
        label: subject.title,
        value: cpu.median,
        text: `${cpu.median.toFixed(0)} µs, × ${cpuRatio.median.toFixed(2)}`,
        isOurs: subject.name.startsWith("eks-auth"),
      },
    ];
  });
  return drawBarChart("Server CPU a request in µs: less is better", bars);
}
