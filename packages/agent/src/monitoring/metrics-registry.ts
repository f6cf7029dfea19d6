import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Counters } from "../core/counters.ts";

/** Where the metrics' values are read. */
export interface MetricsSources {
  readonly counters: Counters;
  /** For how many pods credentials are cached. */
  readonly countCachedPods: () => number;
}

/**
 * Creates the agent's Prometheus metrics. Those that the EKS Pod Identity Agent has too have its names. Values are read
 * when the metrics are.
 */
export function createRegistry({ counters, countCachedPods }: MetricsSources): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Counter({
    name: "pod_identity_http_response",
    help: "Responses to pods, by HTTP status. A probe adds a 404 for each address.",
    labelNames: ["code"],
    registers,
    collect() {
      this.reset();
      for (const [code, count] of counters.responses) {
        this.inc({ code }, count);
      }
    },
  });
  new Counter({
    name: "pod_identity_cache_state",
    help: "Requests that found credentials in the cache (hit) or not (miss), and valid credentials removed from a full cache (evicted).",
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      this.inc({ state: "hit" }, counters.lookups.hit);
      this.inc({ state: "miss" }, counters.lookups.miss);
      this.inc({ state: "evicted" }, counters.evictions);
    },
  });
  new Counter({
    name: "pod_identity_upstream_calls_total",
    help: "Calls to the EKS Auth API by outcome. A call includes its retries.",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, { count }] of counters.calls) {
        this.inc({ outcome }, count);
      }
    },
  });
  new Counter({
    name: "pod_identity_upstream_seconds_total",
    help: "Total duration of the calls to the EKS Auth API by outcome, retries included.",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, { totalMs }] of counters.calls) {
        this.inc({ outcome }, totalMs / 1000);
      }
    },
  });
  new Gauge({
    name: "pod_identity_cached_pods",
    help: "Pods with cached credentials.",
    registers,
    collect() {
      this.set(countCachedPods());
    },
  });
  return registry;
}
