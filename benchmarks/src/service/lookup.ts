import type { OnProgress } from "../benchmark.ts";
import { runProbe } from "../measure/program-process.ts";
import { formatCount } from "../report/format.ts";
import { type Shape, shapes } from "./lookup-shapes.ts";

/** The time of a lookup. */
export interface LookupTime {
  readonly median: number;
  /** The 99th percentile of the batches. */
  readonly p99: number;
}

/** The measurements of an index. */
export interface LookupMeasurements {
  readonly indexNanoseconds: LookupTime;
  /** A lookup in a `Map` with as many strings. */
  readonly mapNanoseconds: LookupTime;
  /** Memory of the index per association. */
  readonly indexBytesEach: number;
  /** Memory of an association itself. */
  readonly associationBytesEach: number;
}

/** The measurements of a size. */
export interface LookupPoint extends LookupMeasurements {
  readonly associations: number;
}

/** The measurements of a shape, in ascending order of the size. */
export interface LookupSeries {
  readonly shape: Shape;
  readonly points: readonly LookupPoint[];
}

/** How much to measure. */
export interface LookupPlan {
  /** Numbers of associations, in ascending order. */
  readonly sizes: readonly number[];
  /** Batches of lookups in each index. */
  readonly batches: number;
}

/**
 * Measures lookups for each shape and size, each in a fresh process: the garbage of one would slow down the next.
 *
 * @throws {ProgramError} if an association is not found
 */
export async function measureLookups(plan: LookupPlan, onProgress: OnProgress): Promise<LookupSeries[]> {
  const series: LookupSeries[] = [];
  for (const shape of shapes) {
    const points: LookupPoint[] = [];
    for (const associations of plan.sizes) {
      onProgress(`Lookups in ${formatCount(associations)} associations: ${shape.title}`);
      points.push({ associations, ...(await measureSize(shape, associations, plan.batches)) });
    }
    series.push({ shape, points });
  }
  return series;
}

/**
 * Divides the time of a lookup at the largest size by that at the smallest size.
 *
 * @returns the ratio for the index and for a `Map`, or undefined if there are no points
 */
export function calculateGrowth({ points }: LookupSeries): { index: number; map: number } | undefined {
  const first = points[0];
  const last = points.at(-1);
  const divide = (name: "indexNanoseconds" | "mapNanoseconds"): number =>
    (last?.[name].median ?? Number.NaN) / (first?.[name].median ?? Number.NaN);
  return first && { index: divide("indexNanoseconds"), map: divide("mapNanoseconds") };
}

async function measureSize(shape: Shape, associations: number, batches: number): Promise<LookupMeasurements> {
  const args = [shape.name, String(associations), String(batches)];
  return JSON.parse(await runProbe("service/lookup.ts", args, ["--expose-gc"]));
}
