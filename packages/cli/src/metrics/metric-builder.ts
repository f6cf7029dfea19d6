import { Counter, Gauge, type Metric, type Registry } from "prom-client";
import { type CounterSeries, type DurationEntry, type DurationSeries, durationBounds } from "./series.ts";

/** The values of a metric, each with its labels in the order of their names. */
type Samples = Iterable<readonly [labels: readonly string[], value: number]>;

/** Adds metrics to a registry whose values are read when the metrics are. */
export class MetricBuilder {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Adds a counter of events by labels. */
  addCounter(name: string, labelNames: string[], help: string, series: CounterSeries): void {
    this.#add(Counter, name, labelNames, help, () =>
      Array.from(series.entries, ({ labels, value }) => [labels, value]),
    );
  }

  /** Adds a counter without labels. */
  addTotal(name: string, help: string, read: () => number): void {
    this.#add(Counter, name, [], help, () => [[[], read()]]);
  }

  /** Adds a counter whose values are read. */
  addLabelledTotal(name: string, labelNames: string[], help: string, read: () => Samples): void {
    this.#add(Counter, name, labelNames, help, read);
  }

  /** Adds a gauge. */
  addGauge(name: string, labelNames: string[], help: string, read: () => Samples): void {
    this.#add(Gauge, name, labelNames, help, read);
  }

  /** Adds a gauge without labels. */
  addValue(name: string, help: string, read: () => number): void {
    this.addGauge(name, [], help, () => [[[], read()]]);
  }

  /**
   * Adds a histogram whose buckets are counted already. prom-client's own class takes only single durations, so it would
   * have to be loaded at the start. A registry uses only these members of a metric.
   */
  addHistogram(name: string, labelNames: readonly string[], help: string, series: DurationSeries): void {
    const type = "histogram";
    const metric = {
      name,
      help,
      type,
      labelNames,
      async get() {
        const values = Array.from(series.entries, (entry) => toSamples(name, labelNames, entry)).flat();
        return { name, help, type, values };
      },
    };
    this.#registry.registerMetric(metric as unknown as Metric);
  }

  #add(
    Type: typeof Counter | typeof Gauge,
    name: string,
    labelNames: string[],
    help: string,
    read: () => Samples,
  ): void {
    const registers = [this.#registry];
    const metric: Counter | Gauge = new Type({
      name,
      help,
      labelNames,
      registers,
      collect() {
        metric.reset();
        for (const [labels, value] of read()) {
          metric.inc(toLabels(labelNames, labels), value);
        }
      },
    });
  }
}

function toLabels(names: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

function toSamples(name: string, labelNames: readonly string[], entry: DurationEntry): object[] {
  const labels = toLabels(labelNames, entry.labels);
  let total = 0;
  const buckets = entry.buckets.map((count, index) => {
    total += count;
    return { metricName: `${name}_bucket`, labels: { le: durationBounds[index], ...labels }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_bucket`, labels: { le: "+Inf", ...labels }, value: entry.count },
    { metricName: `${name}_sum`, labels, value: entry.sumSeconds },
    { metricName: `${name}_count`, labels, value: entry.count },
  ];
}
