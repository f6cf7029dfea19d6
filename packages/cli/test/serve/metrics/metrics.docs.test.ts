import { describeMetrics, readDocumentedMetrics } from "@eks-auth/test-kit/documented-metrics";
import { expect, test } from "vitest";
import { createRegistry, type MetricsSources } from "../../../src/serve/metrics/metrics-registry.ts";
import { ServiceMetrics } from "../../../src/serve/metrics/service-metrics.ts";

test("docs/metrics.md has each metric of the service, with its type and labels, and no other", async () => {
  const registry = createRegistry({ metrics: new ServiceMetrics(() => true) } as MetricsSources);
  const documented = await readDocumentedMetrics("serve");
  expect(documented.toSorted(byName)).toEqual(describeMetrics(registry).toSorted(byName));
});

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
