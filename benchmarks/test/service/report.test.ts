import { expect, test } from "vitest";
import { formatTable } from "../../src/report/table.ts";
import { drawCpuChart, drawLookupChart } from "../../src/service/report/charts.ts";
import { describeReport } from "../../src/service/report/json.ts";
import { tabulateLookups, tabulateMemory, tabulateStart } from "../../src/service/report/tables.ts";
import { formatReport } from "../../src/service/report/terminal.ts";
import { makeReport } from "./sample-report.ts";

const report = makeReport();

test("a start is shown with its parts", () => {
  expect(formatTable(tabulateStart(report))).toBe(
    `credentials  start to answer ms  quartiles  Node.js  imports  files, listening  first answer  CPU ms
embedded                    299    299–299       30      170                40            50     310
sts                         299    299–299       30      170                40            50     310
`,
  );
});

test("memory is shown in megabytes", () => {
  expect(tabulateMemory(report).rows).toContainEqual(["100 × 1,000", "sts", "90", "149", "240"]);
});

test("the bytes of a small index are left out: they would be those of something else", () => {
  const [ten, thousand] = tabulateLookups(report).rows;
  expect(ten).toEqual(["exact", "10", "100", "200", "50", "", ""]);
  expect(thousand).toEqual(["exact", "1,000", "200", "400", "100", "100", "800"]);
});

test("the terminal has conditions, figures and goals", () => {
  const text = formatReport(report);
  expect(text).toContain("Sample CPU, 2 cores, 8 GiB");
  expect(text).toContain("with the tokens of 500 pods in turn");
  expect(text).toContain("service, embedded issuer");
  expect(text).toMatch(/CPU a request at most 1\.5 times that of stub \+ signature +1\.40 times +yes/);
});

test("JSON has the ratios that carry over to other machines", () => {
  expect(JSON.parse(JSON.stringify(describeReport(report)))).toMatchObject({
    benchmark: "service",
    servers: { service: { cpuRatio: { median: 1.4 } }, "stub-verifying": { cpuRatio: { median: 1 } } },
    startMilliseconds: { sts: { total: { median: 299 } } },
    lookups: { exact: { growth: { index: 4, map: 4 } } },
    goals: expect.arrayContaining([expect.objectContaining({ measured: "1.40 times", holds: true })]),
  });
});

test("charts show all servers, and all shapes beside a Map", () => {
  expect(drawCpuChart(report).match(/<rect/g)).toHaveLength(4);
  const chart = drawLookupChart(report);
  // Five lines of time, four of memory.
  expect(chart.match(/class="line /g)).toHaveLength(9);
  expect(chart).toContain("in a Map: 10: 50, 1000: 100, 1000000: 200");
});
