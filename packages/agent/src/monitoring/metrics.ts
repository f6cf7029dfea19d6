import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";
import type { MetricsSources } from "./metrics-registry.ts";
import { createProbeHandler } from "./probes.ts";

/**
 * Creates the request handler for `/metrics`, in the text format of Prometheus. It answers probes too.
 *
 * @param urls - where the agent listens
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsHandler(sources: MetricsSources, urls: readonly string[]): RequestListener {
  let loading: Promise<Registry> | undefined;
  const probe = createProbeHandler(urls);
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
      // Loading fails if there is no free descriptor, for example. The next request tries again.
      loading = undefined;
      response.writeHead(500).end();
    }
  };
}

/** Loads the registry at the first request, because it takes time and memory. */
async function loadRegistry(sources: MetricsSources): Promise<Registry> {
  const { createRegistry } = await import("./metrics-registry.ts");
  return createRegistry(sources);
}
