import { setImmediate } from "node:timers/promises";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { Registry } from "prom-client";
import type { MetricsSources } from "./metrics-registry.ts";

/** Metrics as text. */
export interface RenderedMetrics {
  readonly contentType: string;
  readonly text: string;
}

/**
 * Creates the function that renders the metrics. Requests that arrive together share the text. prom-client is loaded at the
 * first one, because it takes time and 20 MB.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsRenderer(sources: MetricsSources): () => Promise<RenderedMetrics> {
  let loading: Promise<Registry> | undefined;
  const renderings = new SingleFlight<RenderedMetrics>();
  return () => renderings.join("metrics", render);

  async function render(): Promise<RenderedMetrics> {
    loading ??= loadRegistry(sources);
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

async function loadRegistry(sources: MetricsSources): Promise<Registry> {
  const { createRegistry } = await import("./metrics-registry.ts");
  return createRegistry(sources);
}
