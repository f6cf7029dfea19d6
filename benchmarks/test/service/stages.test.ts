import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measureServiceLoad } from "../../src/service/load/measure.ts";
import { baseline, subjects } from "../../src/service/load/subjects.ts";
import { measureLookups } from "../../src/service/lookup/measure.ts";
import { shapes } from "../../src/service/lookup/shapes.ts";
import { measureMemory } from "../../src/service/memory/measure.ts";
import { type StsStandIn, startStsStandIn } from "../../src/service/serve/sts-stand-in.ts";
import { measureStart } from "../../src/service/start/measure.ts";
import { measureVerification } from "../../src/service/verification/measure.ts";

let issuer: DevCluster;
let sts: StsStandIn;

beforeAll(async () => {
  issuer = await startDevCluster();
  sts = await startStsStandIn();
});

afterAll(async () => {
  await issuer.stop();
  await sts[Symbol.asyncDispose]();
});

describe("the stages of the service's benchmark", () => {
  test("each server does its work, and has figures", async () => {
    const plan = { pods: 10, warmUpRequests: 16, rounds: 2, requestsPerRound: 40 };
    const loads = await measureServiceLoad(issuer, plan, () => {});
    expect([...loads.keys()]).toEqual(subjects);
    expect(loads.get(baseline)?.cpuRatio.median).toBe(1);
    for (const { cpu } of loads.values()) {
      expect(cpu.median).toBeGreaterThan(0);
    }
  });

  test("a verification takes time", async () => {
    const { nodeCrypto, jose } = await measureVerification(issuer, { rounds: 1, perRound: 20 });
    expect(nodeCrypto.median).toBeGreaterThan(0);
    expect(jose.median).toBeGreaterThan(0);
  });

  test("the parts of a start are the whole of it", async () => {
    const { embedded, sts: withSts } = await measureStart({ issuer, stsEndpoint: sts.endpoint }, 1);
    for (const { total, node, imports, listening, answer } of [embedded, withSts]) {
      const parts = [node, imports, listening, answer].map(({ median }) => median);
      expect(Math.min(...parts)).toBeGreaterThan(0);
      expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(total.median, 3);
    }
  });

  test("memory is that of a whole process", async () => {
    const plan = { sizes: [{ clusters: 2, associations: 6 }], runs: 1, requests: 40 };
    const results = await measureMemory({ issuer, stsEndpoint: sts.endpoint }, plan, () => {});
    expect(results.map(({ credentials }) => credentials)).toEqual(["embedded", "sts"]);
    for (const { early, late } of results) {
      // Node.js alone takes more than that.
      expect(early.median).toBeGreaterThan(30e6);
      expect(late.median).toBeGreaterThan(30e6);
    }
  });

  test("look-ups take time, and an index takes memory", async () => {
    const results = await measureLookups({ sizes: [10, 2_000], batches: 10 }, () => {});
    expect(results.map(({ shape }) => shape)).toEqual(shapes);
    for (const { points } of results) {
      expect(points.map(({ associations }) => associations)).toEqual([10, 2_000]);
      expect(points[1]?.index.median).toBeGreaterThan(0);
      expect(points[1]?.map.median).toBeGreaterThan(0);
      expect(points[1]?.indexBytes).toBeGreaterThan(8);
    }
  });
});
