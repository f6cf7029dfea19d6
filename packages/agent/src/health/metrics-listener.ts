import type { RequestListener } from "node:http";
import type { AgentCounts } from "../agent-counts.ts";
import { createProbeListener } from "./probe-listener.ts";

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
export async function createMetricsListener(sources: MetricsSources): Promise<RequestListener> {
  // Loaded where metrics are wanted: it takes time and memory.
  const { createRegistry } = await import("./metrics-registry.ts");
  const registry = createRegistry(sources);
  const probe = createProbeListener(sources.urls);
  return async (request, response) => {
    if (request.url !== "/metrics") {
      probe(request, response);
      return;
    }
    const text = await registry.metrics();
    response
      .writeHead(200, { "content-type": registry.contentType, "content-length": Buffer.byteLength(text) })
      .end(text);
  };
}
