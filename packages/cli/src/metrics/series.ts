/** The values of a metric's labels, in the order of their names. */
type LabelValues = readonly string[];

/** Counts events by labels. Cheap enough for each request; prom-client is loaded only when metrics are read. */
export class CounterSeries {
  readonly #counts = new Map<string, { readonly labels: LabelValues; value: number }>();

  /** Counts an event. The values of each label must be of a bounded set. */
  count(...labels: LabelValues): void {
    const key = labels.join("\n");
    const entry = this.#counts.get(key);
    if (entry === undefined) {
      this.#counts.set(key, { labels, value: 1 });
    } else {
      entry.value += 1;
    }
  }

  /** Each combination of labels with its count. */
  get entries(): Iterable<{ readonly labels: LabelValues; readonly value: number }> {
    return this.#counts.values();
  }
}

/** The upper bounds of the buckets of durations, in seconds. An agent waits a second; 0.9 is the goal under load. */
export const durationBounds: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.9, 1, 2.5, 5,
];

/** The durations of events with the same labels. */
export interface DurationEntry {
  readonly labels: LabelValues;
  /** How many durations are at most each of {@link durationBounds}, but above the one before. */
  readonly buckets: readonly number[];
  readonly count: number;
  readonly sumSeconds: number;
}

/** Counts durations by labels, in buckets. */
export class DurationSeries {
  readonly #entries = new Map<
    string,
    { readonly labels: LabelValues; readonly buckets: number[]; count: number; sumSeconds: number }
  >();

  /** Counts a duration. The values of each label must be of a bounded set. */
  observe(seconds: number, ...labels: LabelValues): void {
    const key = labels.join("\n");
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { labels, buckets: durationBounds.map(() => 0), count: 0, sumSeconds: 0 };
      this.#entries.set(key, entry);
    }
    const bucket = durationBounds.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) {
      entry.buckets[bucket] = (entry.buckets[bucket] ?? 0) + 1;
    }
    entry.count += 1;
    entry.sumSeconds += seconds;
  }

  /** Each combination of labels with its durations. */
  get entries(): Iterable<DurationEntry> {
    return this.#entries.values();
  }
}
