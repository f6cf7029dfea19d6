/** The middle of some figures, and how far they spread. */
export interface Summary {
  readonly median: number;
  /** A quarter of the figures are below it. */
  readonly lowerQuartile: number;
  /** A quarter of the figures are above it. */
  readonly upperQuartile: number;
}

/** Summarises figures by their quartiles: a noisy machine's outliers move a mean, and hardly those. */
export function summarize(values: readonly number[]): Summary {
  return {
    median: findQuantile(values, 0.5),
    lowerQuartile: findQuantile(values, 0.25),
    upperQuartile: findQuantile(values, 0.75),
  };
}

/**
 * Finds the value below which a share of the values lie, between two of them where it must.
 *
 * @param values - one or more, in any order
 * @param share - 0 to 1
 * @throws RangeError where there are none
 */
export function findQuantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError("A quantile needs one value at least");
  }
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Compares two series of the same rounds, round by round. What slows a whole round down slows both, so the ratios
 * are steadier than the figures.
 *
 * @returns the ratios of `values` to `baseline`, summarised
 */
export function comparePairs(values: readonly number[], baseline: readonly number[]): Summary {
  return summarize(values.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
