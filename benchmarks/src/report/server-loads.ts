import type { LoadResult, ServerLoad } from "../measure/compare-servers.ts";
import { drawBarChart } from "./bar-chart.ts";
import type { Column } from "./columns.ts";
import { formatCount, formatQuartiles } from "./format.ts";

/**
 * The columns of a server's performance under load.
 *
 * @param baseline - the short name of the baseline
 */
export function loadColumns(baseline: string): Column<{ readonly load: LoadResult }>[] {
  return [
    ["CPU µs", ({ load }) => load.cpuMicroseconds.median.toFixed(1)],
    ["quartiles", ({ load }) => formatQuartiles(load.cpuMicroseconds, 1)],
    [`× ${baseline}`, ({ load }) => load.cpuRatio.median.toFixed(2)],
    ["quartiles", ({ load }) => formatQuartiles(load.cpuRatio, 2)],
    ["requests/s", ({ load }) => formatCount(load.requestsPerSecond.median)],
    ["p50 ms", ({ load }) => load.p50Milliseconds.toFixed(2)],
    ["p99 ms", ({ load }) => load.p99Milliseconds.toFixed(2)],
  ];
}

/** The servers of a comparison in the JSON document, by name. */
export function serversToJson(loads: readonly ServerLoad[]): object {
  return Object.fromEntries(loads.map(({ server: { name, title }, load }) => [name, { title, ...load }]));
}

/**
 * Draws the CPU time per request of each server.
 *
 * @param isHighlighted - whether the server is one of this project
 */
export function drawCpuChart(
  title: string,
  loads: readonly ServerLoad[],
  isHighlighted: (name: string) => boolean,
): string {
  return drawBarChart(
    title,
    loads.map(({ server, load: { cpuMicroseconds: cpu, cpuRatio } }) => ({
      label: server.title,
      value: cpu.median,
      text: `${cpu.median.toFixed(0)} µs, × ${cpuRatio.median.toFixed(2)}`,
      isHighlighted: isHighlighted(server.name),
    })),
  );
}
