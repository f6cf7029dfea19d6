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
    ["CPU µs", ({ load }) => load.cpu.median.toFixed(1)],
    ["quartiles", ({ load }) => formatQuartiles(load.cpu, 1)],
    [`× ${baseline}`, ({ load }) => load.cpuRatio.median.toFixed(2)],
    ["quartiles", ({ load }) => formatQuartiles(load.cpuRatio, 2)],
    ["requests/s", ({ load }) => formatCount(load.requestsPerSecond.median)],
    ["p50 ms", ({ load }) => load.p50.toFixed(2)],
    ["p99 ms", ({ load }) => load.p99.toFixed(2)],
  ];
}

/** The members of a server in the JSON document. */
export function loadToJson({ cpu, cpuRatio, requestsPerSecond, p50, p99 }: LoadResult): object {
  return {
    cpuRatio,
    cpuMicroseconds: cpu,
    requestsPerSecond,
    p50Milliseconds: p50,
    p99Milliseconds: p99,
  };
}

/** The servers of a comparison in the JSON document, by name. */
export function serversToJson(loads: readonly ServerLoad[]): object {
  return Object.fromEntries(
    loads.map(({ server: { name, title }, load }) => [name, { title, ...loadToJson(load) }]),
  );
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
    loads.map(({ server, load: { cpu, cpuRatio } }) => ({
      label: server.title,
      value: cpu.median,
      text: `${cpu.median.toFixed(0)} µs, × ${cpuRatio.median.toFixed(2)}`,
      isHighlighted: isHighlighted(server.name),
    })),
  );
}
