import type { Measurement } from "../benchmark.ts";
import { checkAtMost } from "../goal.ts";
import { tabulate } from "../report/columns.ts";
import { formatCount } from "../report/format.ts";
import { drawLineChart, type Line } from "../report/line-chart.ts";
import {
  calculateGrowth,
  type LookupPlan,
  type LookupPoint,
  type LookupSeries,
  measureLookups,
} from "../service/lookup.ts";

/** Lookups count as flat if they slow down at most this much more than those in a `Map`. */
const growthTolerance = 1.25;

/** With fewer associations, the rest of the heap hides the memory of the index. */
const minAssociationsForBytes = 1_000;

/** The lookups of the service's benchmark. */
export const lookupMeasurement: Measurement<
  { readonly lookups: LookupPlan },
  unknown,
  readonly LookupSeries[]
> = {
  measure: (_environment, { lookups }, onProgress) => measureLookups(lookups, onProgress),
  toJson: (lookups) => ({
    lookups: Object.fromEntries(
      lookups.map((series) => [
        series.shape.name,
        {
          title: series.shape.title,
          growth: calculateGrowth(series) ?? null,
          points: series.points,
        },
      ]),
    ),
  }),
  tables: [
    (lookups) =>
      tabulate(
        lookups.flatMap(({ shape, points }) => points.map((point) => ({ shape, ...point }))),
        [
          ["associations", ({ shape }) => shape.title],
          ["number", ({ associations }) => formatCount(associations)],
          ["lookup ns", ({ indexNanoseconds }) => formatCount(indexNanoseconds.median)],
          ["p99", ({ indexNanoseconds }) => formatCount(indexNanoseconds.p99)],
          ["in a Map ns", ({ mapNanoseconds }) => formatCount(mapNanoseconds.median)],
          ["index bytes", ({ associations, indexBytesEach }) => formatBytes(associations, indexBytesEach)],
          [
            "with associations",
            ({ associations, indexBytesEach, associationBytesEach }) =>
              formatBytes(associations, indexBytesEach + associationBytesEach),
          ],
        ],
      ),
  ],
  charts: [
    { file: "service-lookup.svg", alt: "Lookups by the number of associations", draw: drawLookupChart },
  ],
  goals: (lookups) => {
    const growths = lookups.map(calculateGrowth).filter((growth) => growth !== undefined);
    return [
      checkAtMost(
        growthTolerance,
        `from 10 to 1,000,000 associations, lookups slow down at most ${growthTolerance} × as much as in a Map`,
        {
          value: growths.length === 0 ? undefined : Math.max(...growths.map(({ index, map }) => index / map)),
          unit: "×",
          digits: 2,
        },
      ),
    ];
  },
};

function formatBytes(associations: number, bytes: number): string {
  return associations < minAssociationsForBytes ? "" : formatCount(bytes);
}

/** Draws the time of a lookup and the memory of the index, by the number of associations. */
function drawLookupChart(lookups: readonly LookupSeries[]): string {
  const drawLine = (
    label: string,
    points: readonly LookupPoint[],
    toY: (point: LookupPoint) => number,
  ): Line => ({ label, points: points.map((point) => ({ x: point.associations, y: toY(point) })) });
  const times = lookups.map(({ shape, points }) =>
    drawLine(shape.title, points, (point) => point.indexNanoseconds.median),
  );
  const maps = lookups
    .filter(({ shape }) => shape.name === "exact")
    .map(({ points }) => drawLine("in a Map", points, (point) => point.mapNanoseconds.median));
  const bytes = lookups.map(({ shape, points }) =>
    drawLine(
      shape.title,
      points.filter(({ associations }) => associations >= minAssociationsForBytes),
      (point) => point.indexBytesEach,
    ),
  );
  return drawLineChart("Lookups by the number of associations", "associations", [
    { title: "Time of a lookup in ns", lines: [...times, ...maps] },
    { title: "Bytes of the index per association", lines: bytes },
  ]);
}
