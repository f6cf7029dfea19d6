import type { Shape } from "./shapes.ts";

/** How long a look-up takes, in nanoseconds. */
export interface LookupTime {
  readonly median: number;
  /** 99 of 100 batches take less for each of their look-ups. */
  readonly p99: number;
}

/** What one index showed. */
export interface LookupFigures {
  readonly index: LookupTime;
  /** A look-up in a `Map` that has as many texts, the one that is asked for among them. */
  readonly map: LookupTime;
  /** Memory of the index alone for each association, in bytes. */
  readonly indexBytes: number;
  /** Memory of each association itself, in bytes. */
  readonly associationBytes: number;
}

/** The figures of one size. */
export interface LookupPoint extends LookupFigures {
  readonly associations: number;
}

/** The figures of a shape. */
export interface LookupResult {
  readonly shape: Shape;
  /** By the number of associations, ascending. */
  readonly points: readonly LookupPoint[];
}

/** How much longer a look-up takes among the most associations than among the fewest, as a multiple. */
export interface LookupGrowth {
  readonly index: number;
  /** The same of the `Map`: what the processor's caches do to any look-up. */
  readonly map: number;
}

/** Compares the look-ups among the most associations with those among the fewest. */
export function compareEnds({ points }: LookupResult): LookupGrowth | undefined {
  const fewest = points[0];
  const most = points.at(-1);
  return (
    fewest &&
    most && { index: most.index.median / fewest.index.median, map: most.map.median / fewest.map.median }
  );
}
