/** The median and the quartiles of some values: outliers of a noisy machine move a mean, but hardly these. */
export interface Summary {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** Summarizes one or more values. */
export function summarize(values: readonly number[]): Summary {
  return {
    median: findQuantile(values, 0.5),
    lowerQuartile: findQuantile(values, 0.25),
    upperQuartile: findQuantile(values, 0.75),
  };
}

/** Summarizes each part of some samples, of which all have the same parts. */
export function summarizeParts<Part extends string>(
  samples: readonly Readonly<Record<Part, number>>[],
): Record<Part, Summary> {
  const parts = Object.keys(samples[0] ?? {}) as Part[];
  return Object.fromEntries(
    parts.map((part) => [part, summarize(samples.map((sample) => sample[part]))]),
  ) as Record<Part, Summary>;
}

/**
 * Finds a quantile, by interpolation between the two nearest values.
 *
 * @param values - one or more, in any order
 * @param share - 0 to 1
 * @throws RangeError if there are no values
 */
export function findQuantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError("A quantile needs at least one value.");
  }
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Compares two series round by round. A busy machine slows both down in the same round, so the ratios are steadier than
 * the values.
 *
 * @returns the ratios of `values` to `baseline`
 */
export function compareRounds(values: readonly number[], baseline: readonly number[]): Summary {
  return summarize(values.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
