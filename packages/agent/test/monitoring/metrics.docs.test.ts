import { describeMetrics, readDocumentedMetrics } from "@eks-auth/test-kit/documented-metrics";
import { expect, test } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { createRegistry } from "../../src/monitoring/metrics-registry.ts";

test("docs/metrics.md has each metric of the agent, with its type and labels, and no other", async () => {
  const registry = createRegistry({
    counters: new Counters(),
    countCachedPods: () => 0,
    countLostLogLines: () => 0,
  });
  const documented = await readDocumentedMetrics("agent");
  expect(documented.toSorted(byName)).toEqual(describeMetrics(registry).toSorted(byName));
});

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
