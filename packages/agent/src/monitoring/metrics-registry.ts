import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Counters } from "../core/counters.ts";

/** What the metrics read their values from. */
export interface MetricsSources {
  readonly counters: Counters;
  /** For how many pods credentials are cached. */
  readonly countCachedPods: () => number;
  /** How many log lines could not be written, if that is known. */
  readonly countLostLogLines: (() => number) | undefined;
}

type LabelledValues = Iterable<readonly [label: string | number, value: number]>;

/**
 * Creates the agent's Prometheus metrics. Those that the EKS Pod Identity Agent has too have its names. Values are read
 * when the metrics are.
 */
export function createRegistry({ counters, countCachedPods, countLostLogLines }: MetricsSources): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  function addCounter(name: string, help: string, label: string, list: () => LabelledValues): void {
    new Counter({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [text, value] of list()) {
          this.inc({ [label]: text }, value);
        }
      },
    });
  }
  addCounter(
    "pod_identity_http_response",
    "Responses to pods, by HTTP status. A probe adds a 404 for each address.",
    "code",
    () => counters.responses,
  );
  addCounter(
    "pod_identity_cache_state",
    "Requests that found credentials in the cache (hit) or not (miss), and valid credentials removed from a full cache (evicted).",
    "state",
    () => Object.entries({ ...counters.lookups, evicted: counters.evictions }),
  );
  addCounter(
    "pod_identity_upstream_calls_total",
    "Calls to the EKS Auth API by outcome. A call includes its retries.",
    "outcome",
    () => Array.from(counters.calls, ([outcome, { count }]) => [outcome, count]),
  );
  addCounter(
    "pod_identity_upstream_seconds_total",
    "Total duration of the calls to the EKS Auth API by outcome, retries included.",
    "outcome",
    () => Array.from(counters.calls, ([outcome, { totalMs }]) => [outcome, totalMs / 1000]),
  );
  new Gauge({
    name: "pod_identity_cached_pods",
    help: "Pods with cached credentials.",
    registers,
    collect() {
      this.set(countCachedPods());
    },
  });
  if (countLostLogLines !== undefined) {
    new Counter({
      name: "pod_identity_log_lines_lost_total",
      help: "Log lines that were lost, because standard error was not read or could not be written.",
      registers,
      collect() {
        this.reset();
        this.inc(countLostLogLines());
      },
    });
  }
  return registry;
}
