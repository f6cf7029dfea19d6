import { expect, test } from "vitest";
import { type ServicePlan, type ServiceResults, serviceBenchmark } from "../../src/definitions/service.ts";
import type { Goal } from "../../src/goal.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { serviceServers } from "../../src/service/load.ts";
import type { LookupPoint } from "../../src/service/lookup.ts";
import { shapes } from "../../src/service/lookup-shapes.ts";
import { credentialSources } from "../../src/service/serve.ts";
import { expectDocumented, makeLoad, makeReport, same } from "../sample-report.ts";

interface SampleValues {
  readonly serviceRatio?: number;
  readonly agentRatio?: number;
  readonly signatureRatio?: number;
  readonly startMs?: number;
  readonly memoryBytes?: number;
  /** A lookup in a million associations. It is 100 in ten, and in a `Map` it grows from 50 to 200. */
  readonly lookupNs?: number;
}

/** Makes a report in which every goal holds, unless a value is given. */
function makeServiceReport({
  serviceRatio = 1.4,
  agentRatio = 1.4,
  signatureRatio = 1.9,
  startMs = 240,
  memoryBytes = 135e6,
  lookupNs = 400,
}: SampleValues = {}): Report<ServicePlan, ServiceResults> {
  const points = [makePoint(10, 100, 50), makePoint(1_000, 200, 100), makePoint(1_000_000, lookupNs, 200)];
  const times = {
    total: same(startMs),
    node: same(30),
    imports: same(170),
    listening: same(40),
    answer: same(50),
    cpu: same(310),
  };
  return makeReport(serviceBenchmark.plans.quick, {
    load: serviceServers.map((server) => {
      const ratio = { service: serviceRatio, "service-agent": agentRatio }[server.name as string] ?? 1;
      return { server, load: makeLoad(100 * ratio, ratio) };
    }),
    verification: { nodeCrypto: same(25), jose: same(45) },
    signatures: {
      bare: same(3),
      service: same(3 * signatureRatio),
      library: same(30),
      serviceRatio: same(signatureRatio),
      libraryRatio: same(10),
    },
    start: { embedded: times, sts: times },
    memory: [1, 100].flatMap((clusters) =>
      credentialSources.map((credentials) => ({
        clusters,
        associations: clusters * 10,
        credentials,
        startBytes: same(90e6),
        requestsBytes: same(clusters === 1 ? 90e6 : memoryBytes),
        listensMilliseconds: same(240),
      })),
    ),
    lookups: shapes.map((shape) => ({ shape, points })),
  });
}

function makePoint(associations: number, indexNs: number, mapNs: number): LookupPoint {
  return {
    associations,
    indexNanoseconds: { median: indexNs, p99: indexNs * 2 },
    mapNanoseconds: { median: mapNs, p99: mapNs * 2 },
    indexBytesEach: 100,
    associationBytesEach: 700,
  };
}

function listGoals(report: Report<ServicePlan, ServiceResults>): Goal[] {
  return JSON.parse(renderJson(present(serviceBenchmark, report))).goals;
}

const report = makeServiceReport();

test("all goals hold within the limits", () => {
  expect(listGoals(report).map(({ holds }) => holds)).toEqual(Array(8).fill(true));
});

test.for([
  [{ serviceRatio: 1.51 }, ["CPU per request at most 1.5 × stub + signature: service: 1.51 ×"]],
  [
    { agentRatio: 1.51 },
    ["CPU per request at most 1.5 × stub + signature: service, agent's token, audit: 1.51 ×"],
  ],
  [{ signatureRatio: 2 }, ["verification of SigV4 below 2 × its hashes and its HMAC: 2.00 ×"]],
  [
    { startMs: 243 },
    [
      "start to first response at most 8 × that of Node.js, embedded: 8.1 ×",
      "start to first response at most 8 × that of Node.js, sts: 8.1 ×",
    ],
  ],
  [
    { memoryBytes: 136e6 },
    [
      "memory with 100 × 1,000 associations at most 1.5 × that with one, embedded: 1.51 ×",
      "memory with 100 × 1,000 associations at most 1.5 × that with one, sts: 1.51 ×",
    ],
  ],
  [
    { lookupNs: 501 },
    ["from 10 to 1,000,000 associations, lookups slow down at most 1.25 × as much as in a Map: 1.25 ×"],
  ],
] as const)("misses a goal with %j", ([values, missed]) => {
  const goals = listGoals(makeServiceReport(values)).filter(({ holds }) => holds !== true);
  expect(goals.map(({ text, measured }) => `${text}: ${measured}`)).toEqual(missed);
});

test("a goal is unknown if its value was not measured", () => {
  const results = { ...report.results, load: [], memory: [] };
  const goals = listGoals({ ...report, results });
  expect(goals[0]).toMatchObject({ measured: "not available", holds: null });
  expect(goals.at(-1)?.text).toContain("lookups");
});

test("the text shows the plan, all tables and the goals", () => {
  const text = renderText(present(serviceBenchmark, report));
  expect(text).toContain("Sample CPU, 2 cores, 8 GiB");
  expect(text).toContain("with the tokens of 500 pods in turn");
  expect(text).toContain("service, embedded issuer");
  expect(text).toContain(
    `credentials  start to response ms  quartiles  Node.js  imports  files, listening  first response  CPU ms
embedded                      240    240–240       30      170                40              50     310
sts                           240    240–240       30      170                40              50     310
`,
  );
  expect(text).toMatch(/\n100 × 1,000 +sts +90 +135 +240\n/);
  expect(text).toMatch(/CPU per request at most 1\.5 × stub \+ signature: service +1\.40 × +yes/);
});

test("the memory of a small index is not shown", () => {
  const text = renderText(present(serviceBenchmark, report));
  expect(text).toMatch(/\nexact +10 +100 +200 +50\n/);
  expect(text).toMatch(/\nexact +1,000 +200 +400 +100 +100 +800\n/);
});

test("the JSON document has the ratios", () => {
  expect(JSON.parse(renderJson(present(serviceBenchmark, report)))).toMatchObject({
    benchmark: "service",
    servers: { service: { cpuRatio: { median: 1.4 } }, "stub-verifying": { cpuRatio: { median: 1 } } },
    startMilliseconds: { sts: { total: { median: 240 } } },
    lookups: { exact: { growth: { index: 4, map: 4 } } },
    goals: expect.arrayContaining([expect.objectContaining({ measured: "1.40 ×", holds: true })]),
  });
});

test("the charts show all servers, and all shapes next to a Map", () => {
  const { charts } = renderPage(present(serviceBenchmark, report));
  expect(charts["service-cpu.svg"]?.match(/<rect/g)).toHaveLength(6);
  // Five lines of time, four of memory.
  expect(charts["service-lookup.svg"]?.match(/class="line /g)).toHaveLength(9);
  expect(charts["service-lookup.svg"]).toContain("in a Map: 10: 50, 1000: 100, 1000000: 200");
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("service", renderPage(present(serviceBenchmark, report)).markdown);
});
