import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { MetricsSources } from "./metrics.ts";

/** Makes the agent's metrics; those that AWS's own agent has are called the same. Numbers are read when they are asked for. */
export function createRegistry({ counts, heldPods }: MetricsSources): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  new Counter({
    name: "pod_identity_http_response",
    help: "Answers, by HTTP status; a probe has a 404 of each address",
    labelNames: ["code"],
    registers,
    collect() {
      this.reset();
      for (const [code, count] of counts.answers) {
        this.inc({ code }, count);
      }
    },
  });
  new Counter({
    name: "pod_identity_cache_state",
    help: "Requests for credentials that found some (hit) or not (miss), and credentials that made room for others (evicted)",
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      this.inc({ state: "hit" }, counts.lookups.hit);
      this.inc({ state: "miss" }, counts.lookups.miss);
      this.inc({ state: "evicted" }, counts.evictions);
    },
  });
  new Counter({
    name: "pod_identity_upstream_calls_total",
    help: "Calls of the EKS Auth API with their retries, by outcome",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, { count }] of counts.calls) {
        this.inc({ outcome }, count);
      }
    },
  });
  new Counter({
    name: "pod_identity_upstream_seconds_total",
    help: "How long the calls of the EKS Auth API took together, by outcome",
    labelNames: ["outcome"],
    registers,
    collect() {
      this.reset();
      for (const [outcome, { totalMs }] of counts.calls) {
        this.inc({ outcome }, totalMs / 1000);
      }
    },
  });
  new Gauge({
    name: "pod_identity_cached_pods",
    help: "Pods whose credentials are kept",
    registers,
    collect() {
      this.set(heldPods());
    },
  });
  return registry;
}
