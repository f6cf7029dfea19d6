import { describeMetrics, readDocumentedMetrics } from "@eks-auth/test-kit/documented-metrics";
import { expect, test } from "vitest";
import { WebhookMetrics } from "../../src/webhook/webhook-metrics.ts";
import { createWebhookRegistry, type WebhookMetricsSources } from "../../src/webhook/webhook-registry.ts";

test("docs/metrics.md has each metric of the webhook, with its type and labels, and no other", async () => {
  const registry = createWebhookRegistry({ metrics: new WebhookMetrics() } as WebhookMetricsSources);
  const documented = await readDocumentedMetrics("webhook");
  expect(documented.toSorted(byName)).toEqual(describeMetrics(registry).toSorted(byName));
});

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
