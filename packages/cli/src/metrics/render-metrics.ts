import { setImmediate } from "node:timers/promises";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { Registry } from "prom-client";

/** Metrics as text. */
export interface RenderedMetrics {
  readonly contentType: string;
  readonly text: string;
}

/**
 * Creates the function that renders the metrics. Requests that arrive together share the text.
 *
 * @param createRegistry - loads prom-client and creates the metrics. It is called at the first request, because prom-client
 * takes time and 20 MB
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsRenderer(
  createRegistry: () => Promise<Registry>,
): () => Promise<RenderedMetrics> {
  let loading: Promise<Registry> | undefined;
  const renderings = new SingleFlight<RenderedMetrics>();
  return () => renderings.join("metrics", render);

  async function render(): Promise<RenderedMetrics> {
    loading ??= createRegistry();
    try {
      const registry = await loading;
      const text = await registry.metrics();
      // The other requests that have arrived are read before this.
      await setImmediate();
      return { contentType: registry.contentType, text };
    } catch (error) {
      // Loading fails if there is no free descriptor, for example. The next request tries again.
      loading = undefined;
      throw error;
    }
  }
}
