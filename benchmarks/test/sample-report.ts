import { readFile } from "node:fs/promises";
import { root } from "@eks-auth/test-kit/repository";
import { expect } from "vitest";
import type { LoadResult } from "../src/measure/compare-servers.ts";
import type { Summary } from "../src/measure/statistics.ts";
import type { Report } from "../src/run.ts";

/** Makes a report of a sample machine. */
export function makeReport<Plan, Results>(plan: Plan, results: Results): Report<Plan, Results> {
  const machine = {
    cpu: "Sample CPU",
    cores: 2,
    memoryBytes: 2 ** 33,
    platform: "linux x64",
    node: "v24.0.0",
  };
  return { plan, machine, results };
}

/** Summarizes values that are all the same. */
export function same(value: number): Summary {
  return { median: value, lowerQuartile: value, upperQuartile: value };
}

/** Makes the load result of a server. */
export function makeLoad(cpu: number, ratio: number): LoadResult {
  return {
    cpuRatio: same(ratio),
    cpuMicroseconds: same(cpu),
    requestsPerSecond: same(40_000),
    p50Milliseconds: 1,
    p99Milliseconds: 2,
  };
}

/** Expects that the section in `docs/benchmarks.md` has the same tables, goals and charts as a rendered one. */
export async function expectDocumented(name: string, markdown: string): Promise<void> {
  const page = await readFile(`${root}docs/benchmarks.md`, "utf8");
  const section = page.split(`<!-- ${name}: start -->`)[1]?.split(`<!-- ${name}: end -->`)[0] ?? "";
  expect(outline(section)).toEqual(outline(markdown));
}

/** Lists charts, the headings of tables and the texts of goals, without the values. */
function outline(markdown: string): string[] {
  const lines = markdown.split("\n");
  const goals = lines.findIndex((line) => /^\| goal /.test(line));
  const first = (line: string): string => line.split("|")[1]?.trim() ?? "";
  return [
    ...lines.filter((line) => line.startsWith("![")),
    ...lines
      .filter((_, index) => lines[index + 1]?.startsWith("| --"))
      .map((line) => line.replaceAll(/ +/g, " ")),
    ...lines
      .slice(goals + 2)
      .filter((line) => line.startsWith("|"))
      .map(first),
  ];
}
