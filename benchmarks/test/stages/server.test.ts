import { describe, expect, test } from "vitest";
import { measureBundle, measureImport } from "../../src/measure/imports.ts";
import { checkServer } from "../../src/server/check.ts";
import { baseline, operationServers, startServer } from "../../src/server/servers.ts";
import { measureLoad, measureMemory } from "../../src/server/stages.ts";

// The official server is generated in the first run.
describe("every server makes the same checks and gives the same response", { timeout: 180_000 }, () => {
  test.for(operationServers.map((server) => [server.title, server] as const))(
    "%s",
    async ([title, server], { skip }) => {
      const reason = await server.prepare?.();
      skip(reason !== undefined, reason);
      await using process = await startServer(server);
      await checkServer(title, process.origin);
    },
  );
});

test("rounds measure CPU time, throughput and latency", async () => {
  const plan = { warmUpRequests: 16, rounds: 2, requestsPerRound: 80 };
  const [result] = await measureLoad([baseline], plan, () => {});
  expect(result?.server).toBe(baseline);
  expect(result?.load.cpuMicroseconds.median).toBeGreaterThan(0);
  expect(result?.load.cpuRatio).toEqual({ median: 1, lowerQuartile: 1, upperQuartile: 1 });
  expect(result?.load.requestsPerSecond.median).toBeGreaterThan(0);
  expect(result?.load.p50Milliseconds).toBeGreaterThan(0);
  expect(result?.load.p99Milliseconds).toBeGreaterThanOrEqual(result?.load.p50Milliseconds ?? Number.NaN);
});

test("memory is read twice", async () => {
  const { early, late } = await measureMemory(baseline, { memoryRequests: [80, 160] });
  for (const { rss, heap } of [early, late]) {
    expect(heap).toBeGreaterThan(1e6);
    expect(rss).toBeGreaterThan(heap);
  }
});

test("measures the time of an import", async () => {
  expect(await measureImport(["zod"])).toBeGreaterThan(0.1);
});

test("measures the size of a minified bundle with its imports", async () => {
  const file = JSON.stringify(new URL("../../src/measure/rounds.ts", import.meta.url).pathname);
  const { minified, gzip } = await measureBundle(
    `import { orderRound } from ${file}; console.log(orderRound([1], 0));`,
  );
  expect(minified).toBeGreaterThan(50);
  expect(minified).toBeLessThan(300);
  expect(gzip).toBeGreaterThan(20);
});
