import type { RequestListener } from "node:http";
import { setImmediate } from "node:timers/promises";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { Registry } from "prom-client";
import type { MetricsSources } from "./metrics-registry.ts";
import { createProbeHandler } from "./probes.ts";

/** Metrics as text. */
interface RenderedMetrics {
  readonly contentType: string;
  readonly text: string;
}

/**
 * Creates the request handler for `/metrics`, in the text format of Prometheus. It answers probes too. Requests that arrive
 * together share the text, because each takes a millisecond to write, in which pods wait.
 *
 * @param urls - where the agent listens
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsHandler(sources: MetricsSources, urls: readonly string[]): RequestListener {
  let loading: Promise<Registry> | undefined;
  const renderings = new SingleFlight<RenderedMetrics>();
  const probe = createProbeHandler(urls);
  return async (request, response) => {
    if (request.url !== "/metrics") {
      probe(request, response);
      return;
    }
    try {
      const { contentType, text } = await renderings.join("metrics", render);
      response
        .writeHead(200, { "content-type": contentType, "content-length": Buffer.byteLength(text) })
        .end(text);
    } catch {
      // Loading fails if there is no free descriptor, for example. The next request tries again.
      loading = undefined;
      response.writeHead(500).end();
    }
  };

  async function render(): Promise<RenderedMetrics> {
    loading ??= loadRegistry(sources);
    const registry = await loading;
    const text = await registry.metrics();
    // The other requests that have arrived are read before this.
    await setImmediate();
    return { contentType: registry.contentType, text };
  }
}

/** Loads the registry at the first request, because it takes time and memory. */
async function loadRegistry(sources: MetricsSources): Promise<Registry> {
  const { createRegistry } = await import("./metrics-registry.ts");
  return createRegistry(sources);
}
