import { expect, test } from "vitest";
import { apiClients, lightClient, officialClient } from "../../src/client/clients.ts";
import { type ClientPlan, type ClientResults, clientBenchmark } from "../../src/definitions/client.ts";
import type { Goal } from "../../src/goal.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { expectDocumented, makeReport, same } from "../sample-report.ts";

interface SampleValues {
  /** Ratios of the light client. */
  readonly importRatio?: number;
  readonly firstRatio?: number;
  readonly callRatio?: number;
  /** Sizes of the light client. */
  readonly nodeBytes?: number;
  readonly fetchBytes?: number;
}

const cost = (cpu: number, ratio: number) => ({
  cpuMilliseconds: same(cpu),
  cpuRatio: same(ratio),
  peakBytes: same(50e6),
});

/** Makes a report in which every goal holds, unless a value is given. */
function makeClientReport({
  importRatio = 1.7,
  firstRatio = 0.35,
  callRatio = 0.4,
  nodeBytes = 8_000,
  fetchBytes = 7_900,
}: SampleValues = {}): Report<ClientPlan, ClientResults> {
  return makeReport(clientBenchmark.plans.quick, {
    costs: {
      node: cost(40, 1),
      clients: apiClients.map((client) => ({
        client,
        import: cost(80, client === lightClient ? importRatio : 5),
        firstCall: cost(300, client === lightClient ? firstRatio : 1),
        call: { cpuMicroseconds: same(400), cpuRatio: same(client === lightClient ? callRatio : 1) },
      })),
    },
    sizes: apiClients.map((client) => ({
      client,
      node: { minified: client === lightClient ? nodeBytes : 400_000, gzip: 4_000 },
      fetch: client === lightClient ? { minified: fetchBytes, gzip: 3_900 } : undefined,
      packages: client === officialClient ? 24 : 2,
    })),
  });
}

function listGoals(report: Report<ClientPlan, ClientResults>): Goal[] {
  return JSON.parse(renderJson(present(clientBenchmark, report))).goals;
}

const report = makeClientReport();

test("all goals hold at the limits", () => {
  expect(listGoals(report).map(({ holds }) => holds)).toEqual([true, true, true, true, true]);
});

test.for([
  [{ importRatio: 1.71 }, ["import of the light client at most 1.7 × node -e 0: 1.71 ×"]],
  [{ firstRatio: 0.36 }, ["process with one call at most 0.35 × that of the official client: 0.36 ×"]],
  [{ callRatio: 0.41 }, ["call at most 0.4 × that of the official client: 0.41 ×"]],
  [{ nodeBytes: 8_001 }, ["main entry of the light client at most 8 kB minified, Node.js: 8.0 kB"]],
  [{ fetchBytes: 8_100 }, ["main entry of the light client at most 8 kB minified, fetch: 8.1 kB"]],
] as const)("misses a goal with %j", ([values, missed]) => {
  const goals = listGoals(makeClientReport(values)).filter(({ holds }) => holds !== true);
  expect(goals.map(({ text, measured }) => `${text}: ${measured}`)).toEqual(missed);
});

test("a goal is unknown if its value was not measured", () => {
  const results = { costs: { ...report.results.costs, clients: [] }, sizes: [] };
  expect(listGoals({ ...report, results }).map(({ holds }) => holds)).toEqual([null, null, null, null, null]);
});

test("the text shows the plan, all tables and the goals", () => {
  const text = renderText(present(clientBenchmark, report));
  expect(text).toContain("Import and first call: 7 processes each. Many calls: 3 processes with 2,000 calls");
  expect(text).toMatch(/node -e 0 +40 +40–40 +1\.00 +1\.00–1\.00 +50\n/);
  expect(text).toMatch(/@eks-auth\/client-light +300 +300–300 +0\.35 /);
  expect(text).toMatch(/@eks-auth\/client-light +400 +400–400 +0\.40 /);
  expect(text).toMatch(/@eks-auth\/client-light +8\.0 +4\.0 +7\.9 +3\.9 +2\n/);
  expect(text).toMatch(/@eks-auth\/client +400\.0 +4\.0 +24\n/);
});

test("the JSON document has the ratios", () => {
  expect(JSON.parse(renderJson(present(clientBenchmark, report)))).toMatchObject({
    benchmark: "client",
    node: { cpuRatio: { median: 1 } },
    clients: {
      light: { firstCall: { cpuRatio: { median: 0.35 } }, call: { cpuRatio: { median: 0.4 } } },
      official: { import: { cpuRatio: { median: 5 } } },
    },
    sizes: { light: { node: { minified: 8_000 }, packages: 2 } },
  });
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("client", renderPage(present(clientBenchmark, report)).markdown);
});
