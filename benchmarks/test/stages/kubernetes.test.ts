import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, describe, expect, test } from "vitest";
import { measureCreation } from "../../src/kubernetes/creation.ts";
import { prepareKubernetesEnvironment } from "../../src/kubernetes/environment.ts";
import { measureIdle } from "../../src/kubernetes/idle.ts";
import { compareLookups } from "../../src/kubernetes/lookups.ts";
import { measureReplica } from "../../src/kubernetes/replicas.ts";
import { measureWatchers, watcherPrograms } from "../../src/kubernetes/watchers.ts";

const resources = new AsyncDisposableStack();
const environment = await prepareOrSkip("the benchmark with a real API server", () =>
  prepareKubernetesEnvironment(50, resources, () => {}),
);
afterAll(() => resources.disposeAsync());

describe.runIf(environment)("with a real API server", () => {
  if (environment === undefined) {
    return;
  }

  test("counts the requests of idle replicas, whose statuses are written once", async () => {
    const plan = { associations: 5, replicas: 2, seconds: 1 };
    const { requestsToSettle, requestsPerSecond } = await measureIdle(environment, plan, () => {});
    expect(requestsToSettle).toBeGreaterThanOrEqual(10);
    expect(requestsPerSecond).toBeGreaterThanOrEqual(0);
    expect((await measureCreation(environment, 5, () => {})).associations).toBe(45);
  });

  test("compares look-ups of resources and of files", async () => {
    const { filesNanoseconds, resourcesNanoseconds } = await compareLookups(1_000, 50, () => {});
    expect(filesNanoseconds).toBeGreaterThan(0);
    expect(resourcesNanoseconds).toBeGreaterThan(0);
  });

  test("measures the first list, changes and a new list of a replica and of both informers", async () => {
    const plan = { runs: 1, updates: 3 };
    const results = await measureWatchers(environment, plan, () => {});
    expect(results.map(({ program }) => program)).toEqual(watcherPrograms);
    for (const { syncBytes, updateP50Milliseconds, relistBytes } of [
      ...results,
      await measureReplica(environment, plan, () => {}),
    ]) {
      expect(syncBytes.median).toBeGreaterThan(20e6);
      expect(updateP50Milliseconds.median).toBeGreaterThan(0);
      expect(relistBytes.median).toBeGreaterThan(20e6);
    }
  });
});
