import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareServiceEnvironment, type ServiceEnvironment } from "../../src/service/environment.ts";
import { baseline, measureServiceLoad, serviceServers } from "../../src/service/load.ts";
import { measureLookups } from "../../src/service/lookup.ts";
import { shapes } from "../../src/service/lookup-shapes.ts";
import { measureServeMemory } from "../../src/service/memory.ts";
import { measureSignatures } from "../../src/service/signature-verification.ts";
import { measureServeStart } from "../../src/service/start.ts";
import { measureVerification } from "../../src/service/verification.ts";

const resources = new AsyncDisposableStack();
let environment: ServiceEnvironment;

beforeAll(async () => {
  environment = await prepareServiceEnvironment(resources);
});

afterAll(() => resources.disposeAsync());

test("compares all servers", async () => {
  const plan = { pods: 10, warmUpRequests: 16, rounds: 2, requestsPerRound: 40 };
  const loads = await measureServiceLoad(environment.issuer, plan, () => {});
  expect(loads.map(({ server }) => server)).toEqual(serviceServers);
  expect(loads.find(({ server }) => server === baseline)?.load.cpuRatio.median).toBe(1);
  for (const { load } of loads) {
    expect(load.cpuMicroseconds.median).toBeGreaterThan(0);
  }
});

test("measures a verification", async () => {
  const { nodeCrypto, jose } = await measureVerification(environment.issuer, { rounds: 1, perRound: 20 });
  expect(nodeCrypto.median).toBeGreaterThan(0);
  expect(jose.median).toBeGreaterThan(0);
});

test("measures the verification of a signed request", async () => {
  const { bare, service, library } = await measureSignatures("a.b.c", { rounds: 1, perRound: 20 });
  for (const { median } of [bare, service, library]) {
    expect(median).toBeGreaterThan(0);
  }
});

test("the parts of a start add up to the total", async () => {
  const { embedded, sts } = await measureServeStart(environment, 1);
  for (const { total, node, imports, listening, answer } of [embedded, sts]) {
    const parts = [node, imports, listening, answer].map(({ median }) => median);
    expect(Math.min(...parts)).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(total.median, 3);
  }
});

test("measures the memory of whole processes", async () => {
  const plan = { sizes: [{ clusters: 2, associations: 6 }], runs: 1, requests: 40 };
  const results = await measureServeMemory(environment, plan, () => {});
  expect(results.map(({ credentials }) => credentials)).toEqual(["embedded", "sts"]);
  for (const { startBytes, requestsBytes } of results) {
    // Node.js needs more than that.
    expect(startBytes.median).toBeGreaterThan(30e6);
    expect(requestsBytes.median).toBeGreaterThan(30e6);
  }
});

test("measures the time of lookups and the memory of an index", async () => {
  const results = await measureLookups({ sizes: [10, 2_000], batches: 10 }, () => {});
  expect(results.map(({ shape }) => shape)).toEqual(shapes);
  for (const { points } of results) {
    expect(points.map(({ associations }) => associations)).toEqual([10, 2_000]);
    expect(points[1]?.indexNanoseconds.median).toBeGreaterThan(0);
    expect(points[1]?.mapNanoseconds.median).toBeGreaterThan(0);
    expect(points[1]?.indexBytesEach).toBeGreaterThan(8);
  }
});
