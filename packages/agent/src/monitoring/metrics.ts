import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";
import type { AgentCounts } from "../core/counters.ts";
import { createProbeListener } from "./probes.ts";

/** What the metrics are about. */
export interface MetricsSources {
  readonly counts: AgentCounts;
  /** For how many pods credentials are kept. */
  readonly heldPods: () => number;
  /** Where the agent listens. */
  readonly urls: readonly string[];
}

/**
 * Makes what answers `/metrics`, in the text format of Prometheus, and probes.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsListener(sources: MetricsSources): RequestListener {
  let loading: Promise<Registry> | undefined;
  const probe = createProbeListener(sources.urls);
  return async (request, response) => {
    if (request.url !== "/metrics") {
      probe(request, response);
      return;
    }
    try {
      loading ??= loadRegistry(sources);
      const registry = await loading;
      const text = await registry.metrics();
      response
        .writeHead(200, { "content-type": registry.contentType, "content-length": Buffer.byteLength(text) })
        .end(text);
    } catch {
      // For want of descriptors, or of the program's files: the next one may find them.
      loading = undefined;
      response.writeHead(500).end();
    }
  };
}

/** Loaded where somebody asks for metrics: it takes time and memory. */
async function loadRegistry(sources: MetricsSources): Promise<Registry> {
  const { createRegistry } = await import("./metrics-registry.ts");
  return createRegistry(sources);
}
