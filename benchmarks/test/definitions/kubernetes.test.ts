import { expect, test } from "vitest";
import {
  type KubernetesPlan,
  type KubernetesResults,
  kubernetesBenchmark,
} from "../../src/definitions/kubernetes.ts";
import type { Goal } from "../../src/goal.ts";
import { sumRequests } from "../../src/kubernetes/idle.ts";
import { watcherPrograms } from "../../src/kubernetes/watchers.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { expectDocumented, makeReport, same } from "../sample-report.ts";

interface SampleValues {
  readonly syncMs?: number;
  readonly stallMs?: number;
  readonly bytes?: number;
  readonly updateMs?: number;
  readonly lookupNs?: number;
}

/** Makes a report in which every goal holds, unless a value is given. */
function makeKubernetesReport({
  syncMs = 7_999,
  stallMs = 49,
  bytes = 249e6,
  updateMs = 999,
  lookupNs = 1_500,
}: SampleValues = {}): Report<KubernetesPlan, KubernetesResults> {
  const figures = {
    syncStallMilliseconds: same(70),
    syncStallCpuMilliseconds: same(stallMs),
    syncBytes: same(bytes),
    relistStallMilliseconds: same(70),
    relistStallCpuMilliseconds: same(stallMs),
    relistBytes: same(bytes),
    updateP50Milliseconds: same(5),
    updateP99Milliseconds: same(updateMs),
  };
  return makeReport(kubernetesBenchmark.plans.full, {
    idle: {
      associations: 1_000,
      replicas: 3,
      seconds: 180,
      requestsToSettle: 2_100,
      requestsPerSecond: 0.025,
    },
    creation: { associations: 99_000, milliseconds: 120_000 },
    replica: { readyMilliseconds: same(syncMs), ...figures },
    watchers: watcherPrograms.map((program) => ({ program, syncMilliseconds: same(4_000), ...figures })),
    lookups: { filesNanoseconds: 1_000, resourcesNanoseconds: lookupNs },
  });
}

function listGoals(report: Report<KubernetesPlan, KubernetesResults>): Goal[] {
  return JSON.parse(renderJson(present(kubernetesBenchmark, report))).goals;
}

const report = makeKubernetesReport();

test("all goals hold within the limits", () => {
  expect(listGoals(report).map(({ holds }) => holds)).toEqual([true, true, true, true, true, true]);
});

test.each([
  [{ syncMs: 8_000 }, ["first list and start below 8 s"]],
  [{ bytes: 250e6 }, ["memory below 250 MB after it"]],
  [
    { stallMs: 50 },
    ["no stall above 50 ms of CPU during it", "no stall above 50 ms of CPU during a new list"],
  ],
  [{ updateMs: 1_000 }, ["a change is effective within 1 s, p99"]],
  [{ lookupNs: 1_510 }, ["look-ups of resources take at most 1.5 × those of files"]],
])("misses a goal with %j", (values, missed) => {
  const goals = listGoals(makeKubernetesReport(values)).filter(({ holds }) => holds !== true);
  expect(goals.map(({ text }) => text)).toEqual(missed);
});

test("the text shows the plan, a replica and both informers", () => {
  const text = renderText(present(kubernetesBenchmark, report));
  expect(text).toContain("100,000 associations in etcd");
  expect(text).toMatch(/100,000 associations +8\.0 +70 +49 +249 +70 +49 +249 +5 +999/);
  expect(text).toMatch(/@eks-auth\/kubernetes +4\.0 +70 +49 +249 +70 +49 +249 +5 +999/);
  expect(text).toMatch(/3 +1,000 +2,100 +0\.025/);
});

test("only finished requests for associations and namespaces are counted", () => {
  const metrics = `# TYPE apiserver_request_total counter
apiserver_request_total{code="200",group="eks-auth.dev",verb="LIST"} 3
apiserver_request_total{code="0",group="eks-auth.dev",verb="WATCH"} 2
apiserver_request_total{code="200",group="",resource="namespaces",verb="WATCH"} 1
apiserver_request_total{code="200",group="",resource="pods",verb="LIST"} 70
apiserver_longrunning_requests{group="eks-auth.dev",verb="WATCH"} 3
`;
  expect(sumRequests(metrics)).toBe(6);
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("kubernetes", renderPage(present(kubernetesBenchmark, report)).markdown);
});
