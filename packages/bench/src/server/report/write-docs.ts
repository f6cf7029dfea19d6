import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/scripts/root.ts";
import { drawBarChart } from "../../report/bar-chart.ts";
import { replaceBetweenMarkers } from "../../report/markers.ts";
import { formatMarkdownTable } from "../../report/table.ts";
import type { Report } from "../result.ts";
import { describeConditions } from "./conditions.ts";
import {
  listObstacles,
  tabulateFootprint,
  tabulateGeneration,
  tabulateGoals,
  tabulateLoad,
} from "./tables.ts";

const page = "docs/benchmarks.md";
const chart = "docs/benchmarks/server-cpu.svg";

/**
 * Writes a report's figures into the page of the documentation, and its chart beside it.
 *
 * @returns the paths of what it wrote, from the root
 * @throws Failure where the page has lost its markers
 */
export async function writeDocs(report: Report): Promise<string[]> {
  const text = await readFile(join(root, page), "utf8");
  const written = replaceBetweenMarkers(text, "server", formatFigures(report), page);
  await mkdir(dirname(join(root, chart)), { recursive: true });
  await writeFile(join(root, chart), drawCpuChart(report));
  await writeFile(join(root, page), written);
  return [page, chart];
}

function formatFigures(report: Report): string {
  const obstacles = listObstacles(report);
  return [
    `![Server CPU a request](benchmarks/server-cpu.svg)`,
    describeConditions(report),
    formatMarkdownTable(tabulateLoad(report)),
    formatMarkdownTable(tabulateFootprint(report)),
    formatMarkdownTable(tabulateGeneration(report)),
    formatMarkdownTable(tabulateGoals(report)),
    ...obstacles,
  ]
    .map((part) => part.trim())
    .join("\n\n");
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
