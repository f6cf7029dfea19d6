import { expect, test } from "vitest";
import { describeReport } from "../../src/agent/report/json.ts";
import { tabulateMemory, tabulateStart } from "../../src/agent/report/tables.ts";
import { formatReport } from "../../src/agent/report/terminal.ts";
import { drawCpuChart } from "../../src/agent/report/write-docs.ts";
import { formatTable } from "../../src/report/table.ts";
import { makeReport } from "./sample-report.ts";

const report = makeReport();

test("memory is shown with what takes it", () => {
  expect(formatTable(tabulateMemory(report))).toBe(
    `agent            RSS MB  quartiles  Node.js alone  imports, listening  2,000 pods
@eks-auth/agent      89      89–89             45                  25          19
eks-auth agent       89      89–89             45                  25          19
`,
  );
});

test("a start is shown with its parts", () => {
  const [signed, unsigned] = tabulateStart(report).rows;
  expect(signed).toEqual(["@eks-auth/agent", "249", "249–249", "30", "120", "10", "20", "2", "5", "200"]);
  expect(unsigned?.slice(0, 2)).toEqual(["@eks-auth/agent, unsigned", "239"]);
});

test("the terminal has conditions, figures and goals", () => {
  const text = formatReport(report);
  expect(text).toContain("Sample CPU, 2 cores, 8 GiB");
  expect(text).toMatch(/@eks-auth\/agent +2,000 +24\.0/);
  expect(text).toMatch(/CPU a request at most 1\.25 times that of bare node:http, pods: 1 +1\.20 times +yes/);
});

test("JSON has the ratios that carry over to other machines", () => {
  expect(JSON.parse(JSON.stringify(describeReport(report)))).toMatchObject({
    benchmark: "agent",
    loads: [
      {
        pods: 1,
        servers: { agent: { cpuRatio: { median: 1.2 } }, "bare-node": { cpuRatio: { median: 1 } } },
      },
      { pods: 2_000, servers: { agent: { cpuRatio: { median: 1.2 } } } },
    ],
    memory: { pods: 2_000, agents: { command: { holdingBytes: { median: 89e6 } } } },
    starts: expect.arrayContaining([expect.objectContaining({ agent: "command", signed: false })]),
    goals: expect.arrayContaining([expect.objectContaining({ measured: "1.20 times", holds: true })]),
  });
});

test("the chart shows both servers with each number of pods", () => {
  const chart = drawCpuChart(report);
  expect(chart.match(/<rect/g)).toHaveLength(4);
  expect(chart).toContain("@eks-auth/agent, pods: 2,000");
});
