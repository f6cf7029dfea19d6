import { drawBarChart } from "../../report/bar-chart.ts";
import { drawLineChart, type Line } from "../../report/line-chart.ts";
import type { Report } from "../result.ts";

/** Draws what a request costs each server. */
export function drawCpuChart({ loads }: Report): string {
  return drawBarChart(
    "Server CPU a request in µs, RS256: less is better",
    [...loads].map(([{ name, title }, { cpu, cpuRatio }]) => ({
      label: title,
      value: cpu.median,
      text: `${cpu.median.toFixed(0)} µs, × ${cpuRatio.median.toFixed(2)}`,
      isOurs: name.startsWith("service"),
    })),
  );
}

/** With fewer associations, what else is on the heap drowns an index. */
const leastForBytes = 1_000;

/** Draws how long look-ups take, and how much memory an index takes, by the number of associations. */
export function drawLookupChart({ lookups }: Report): string {
  const times = lookups.map(
    ({ shape, points }): Line => ({
      label: shape.title,
      points: points.map(({ associations, index }) => ({ x: associations, y: index.median })),
    }),
  );
  const exact = lookups.filter(({ shape }) => shape.name === "exact");
  const maps = exact.map(
    ({ points }): Line => ({
      label: "in a Map",
      points: points.map(({ associations, map }) => ({ x: associations, y: map.median })),
    }),
  );
  const memory = lookups.map(
    ({ shape, points }): Line => ({
      label: shape.title,
      points: points
        .filter(({ associations }) => associations >= leastForBytes)
        .map(({ associations, indexBytes }) => ({ x: associations, y: indexBytes })),
    }),
  );
  return drawLineChart("Look-ups by the number of associations", "associations", [
    { title: "Time of a look-up in ns", lines: [...times, ...maps] },
    { title: "Bytes of the index an association", lines: memory },
  ]);
}
