import type { LoadResult } from "../measure/compare-load.ts";
import { formatCount, formatQuartiles } from "./format.ts";

/**
 * The headings of the columns that {@link writeLoadCells} fills.
 *
 * @param baseline - what the baseline is called in short
 */
export function headLoad(baseline: string): string[] {
  return ["CPU µs", "quartiles", `× ${baseline}`, "quartiles", "requests/s", "p50 ms", "p99 ms"];
}

/** Writes what the rounds showed of a server, a cell for each figure. */
export function writeLoadCells(load: LoadResult): string[] {
  return [
    load.cpu.median.toFixed(1),
    formatQuartiles(load.cpu, 1),
    load.cpuRatio.median.toFixed(2),
    formatQuartiles(load.cpuRatio, 2),
    formatCount(load.requestsPerSecond.median),
    load.p50.toFixed(2),
    load.p99.toFixed(2),
  ];
}
