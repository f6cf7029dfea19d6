import { expect, test } from "vitest";
import { type ServerPlan, type ServerResults, serverBenchmark } from "../../src/definitions/server.ts";
import { present, renderJson, renderPage, renderText } from "../../src/report/render.ts";
import type { Report } from "../../src/run.ts";
import { operationServers } from "../../src/server/servers.ts";
import type { MeasuredServer } from "../../src/server/stages.ts";
import { expectDocumented, makeLoad, makeReport, same } from "../sample-report.ts";

const ratios = {
  "bare-node": 1,
  "eks-auth-node": 1.05,
  "eks-auth-fetch": 1.9,
  "bare-fetch": 1.5,
  fastify: 1.1,
  hono: 3.3,
  official: 3.7,
};
const usage = { rss: 110e6, heap: 12e6 };
const servers = operationServers.map(
  (server): MeasuredServer => ({
    server,
    load: makeLoad(25 * ratios[server.name], ratios[server.name]),
    memoryBytes: { early: usage, late: { ...usage, rss: 115e6 } },
    importMilliseconds: same(server.name === "fastify" ? 30 : 6),
    bundleBytes: { minified: 14_000, gzip: 6_000 },
  }),
);

function makeServerReport(
  plan: ServerPlan = serverBenchmark.plans.full,
  measured: readonly MeasuredServer[] = servers,
): Report<ServerPlan, ServerResults> {
  return makeReport(plan, {
    servers: measured,
    generation: [
      { title: "stub of our model", milliseconds: same(100) },
      { title: "npm run generate", reason: "Java is missing." },
    ],
  });
}

const unavailable = servers.map((each) =>
  each.server.name === "official" ? { server: each.server, reason: "Java is missing." } : each,
);

test("the text shows a line per server", () => {
  const text = renderText(present(serverBenchmark, makeServerReport()));
  expect(text).toContain("12 rounds of 5,000 requests to each server, after 20,000 warm-up requests.");
  expect(text).toMatch(
    /@eks-auth\/server\/node +26\.3 +26\.3–26\.3 +1\.05 +1\.05–1\.05 +40,000 +1\.00 +2\.00\n/,
  );
  expect(text).toMatch(/bare node:http +110 +115 +12\.0 +12\.0 +6\.0 +14\.0 +6\.0\n/);
});

test("a server that is not available has no values, and a note with the reason", () => {
  const text = renderText(present(serverBenchmark, makeServerReport(undefined, unavailable)));
  expect(text.match(/official generated server +not available\n/g)).toHaveLength(2);
  expect(text).toContain("official generated server is not available: Java is missing.\n");
  expect(text).toContain('The time of "npm run generate" is not available: Java is missing.\n');
});

test("goals hold within the limits", () => {
  const { goals } = JSON.parse(renderJson(present(serverBenchmark, makeServerReport())));
  expect(goals.map(({ measured, holds }: { measured: string; holds: boolean }) => [measured, holds])).toEqual(
    [
      ["1.05 ×", true],
      ["1.90 ×", true],
      ["0.95 ×", true],
      ["0.28 ×", true],
      ["0.20 ×", true],
      ["14.0 kB", true],
      ["4.5 %", true],
    ],
  );
});

test("goals are unknown without the server to compare with, and in a quick run for memory", () => {
  const report = makeServerReport(serverBenchmark.plans.quick, unavailable);
  const { goals } = JSON.parse(renderJson(present(serverBenchmark, report)));
  expect(goals.map(({ holds }: { holds: boolean | null }) => holds)).toEqual([
    true,
    true,
    true,
    null,
    true,
    true,
    null,
  ]);
});

test("the JSON document has the ratios, and the reason why a server is not available", () => {
  expect(
    JSON.parse(renderJson(present(serverBenchmark, makeServerReport(undefined, unavailable)))),
  ).toMatchObject({
    benchmark: "server",
    plan: { name: "full", memoryRequests: [100_000, 200_000] },
    servers: {
      "eks-auth-node": {
        available: true,
        cpuRatio: { median: 1.05 },
        importMilliseconds: { median: 6 },
        bundleBytes: { gzip: 6_000 },
        memoryBytes: { late: { rss: 115e6 } },
      },
      official: { title: "official generated server", available: false, reason: "Java is missing." },
    },
    generation: [
      { title: "stub of our model", available: true, milliseconds: { median: 100 } },
      { title: "npm run generate", available: false, reason: "Java is missing." },
    ],
  });
});

test("the chart shows the servers that are available", () => {
  const { charts } = renderPage(present(serverBenchmark, makeServerReport(undefined, unavailable)));
  expect(charts["server-cpu.svg"]?.match(/<rect/g)).toHaveLength(6);
});

test("the documentation has the tables and goals of this version", async () => {
  await expectDocumented("server", renderPage(present(serverBenchmark, makeServerReport())).markdown);
});
