import { expect, test } from "vitest";
import { measureBundle } from "../src/measure/bundle-size.ts";
import { measureImport } from "../src/measure/import-time.ts";
import { quickPlan } from "../src/server/plan.ts";
import { measureLoad } from "../src/server/stages/load.ts";
import { measureMemory } from "../src/server/stages/memory.ts";
import { baseline } from "../src/server/subjects.ts";

const plan = {
  ...quickPlan,
  warmUpRequests: 16,
  rounds: 2,
  requestsPerRound: 80,
  memoryRequests: [80, 160],
} as const;

test("rounds give CPU time, throughput and latencies", async () => {
  const result = (await measureLoad([baseline], plan, () => {})).get(baseline);
  expect(result?.cpu.median).toBeGreaterThan(0);
  expect(result?.cpuRatio).toEqual({ median: 1, lowerQuartile: 1, upperQuartile: 1 });
  expect(result?.requestsPerSecond.median).toBeGreaterThan(0);
  expect(result?.p50).toBeGreaterThan(0);
  expect(result?.p99).toBeGreaterThanOrEqual(result?.p50 ?? Number.NaN);
});

test("memory is read twice", async () => {
  const { early, late } = await measureMemory(baseline, plan);
  for (const { rss, heap } of [early, late]) {
    expect(heap).toBeGreaterThan(1e6);
    expect(rss).toBeGreaterThan(heap);
  }
});

test("an import takes time", async () => {
  expect(await measureImport(["zod"])).toBeGreaterThan(0.1);
});

test("a bundle holds what is imported, minified", async () => {
  const file = JSON.stringify(new URL("../src/measure/rounds.ts", import.meta.url).pathname);
  const { minified, gzip } = await measureBundle(
    `import { orderRound } from ${file}; console.log(orderRound([1], 0));`,
  );
  expect(minified).toBeGreaterThan(50);
  expect(minified).toBeLessThan(300);
  expect(gzip).toBeGreaterThan(20);
});
