import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, writeSection } from "@eks-auth/test-kit/repository";
import type { BasePlan, Benchmark, Measurement } from "../benchmark.ts";
import type { Goal } from "../goal.ts";
import type { Machine } from "../measure/machine.ts";
import type { Report } from "../run.ts";
import { tabulate } from "./columns.ts";
import { formatMarkdownTable, formatTable, type Table } from "./table.ts";

const page = "docs/benchmarks.md";
const chartFolder = "docs/benchmarks";

/** The result of a measurement, ready to render. */
interface Section {
  readonly json: object;
  readonly tables: readonly Table[];
  readonly charts: readonly { readonly file: string; readonly alt: string; readonly svg: string }[];
  readonly goals: readonly Goal[];
  readonly notes: readonly string[];
}

/** Renders a report as text for a terminal. */
export function renderText<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
  report: Report<Plan, Results>,
): string {
  const sections = listSections(benchmark, report);
  return [
    `${describeConditions(benchmark, report)}\n`,
    ...sections.flatMap(({ tables }) => tables).map(formatTable),
    formatTable(tabulateGoals(sections)),
    ...sections.flatMap(({ notes }) => notes).map((note) => `${note}\n`),
  ].join("\n");
}

/** Renders a report as a JSON document. The ratios in it can be compared between machines. */
export function renderJson<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
  report: Report<Plan, Results>,
): string {
  const sections = listSections(benchmark, report);
  const { plan, machine } = report;
  const document = Object.assign(
    { benchmark: benchmark.name, plan, machine },
    ...sections.map(({ json }) => json),
    { goals: sections.flatMap(({ goals }) => goals).map(writeGoal) },
  );
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Renders a report as the section of `docs/benchmarks.md`, and its charts by their file names. */
export function renderPage<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
  report: Report<Plan, Results>,
): { readonly markdown: string; readonly charts: Readonly<Record<string, string>> } {
  const sections = listSections(benchmark, report);
  const charts = sections.flatMap((section) => section.charts);
  const parts = [
    describeConditions(benchmark, report),
    ...sections.flatMap((section) => [
      ...section.charts.map(({ file, alt }) => `![${alt}](benchmarks/${file})`),
      ...section.tables.map(formatMarkdownTable),
    ]),
    formatMarkdownTable(tabulateGoals(sections)),
    ...sections.flatMap(({ notes }) => notes),
  ];
  return {
    markdown: parts.map((part) => part.trim()).join("\n\n"),
    charts: Object.fromEntries(charts.map(({ file, svg }) => [file, svg])),
  };
}

/**
 * Writes a report into the documentation.
 *
 * @returns the paths of the written files, from the root
 * @throws {MarkerError} if the page lacks the benchmark's markers
 */
export async function writePage<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
  report: Report<Plan, Results>,
): Promise<string[]> {
  const { markdown, charts } = renderPage(benchmark, report);
  await writeSection(page, benchmark.name, markdown);
  await mkdir(join(root, chartFolder), { recursive: true });
  const paths: string[] = [];
  for (const [file, svg] of Object.entries(charts)) {
    const path = `${chartFolder}/${file}`;
    await writeFile(join(root, path), svg);
    paths.push(path);
  }
  return [page, ...paths];
}

function listSections<Plan extends BasePlan, Environment, Results extends object>(
  { measurements }: Benchmark<Plan, Environment, Results>,
  { plan, results }: Report<Plan, Results>,
): Section[] {
  const names = Object.keys(measurements) as (keyof Results)[];
  return names.map((name) => makeSection(measurements[name], results[name], plan));
}

function makeSection<Plan, Environment, Result>(
  { toJson, tables, charts = [], goals, notes }: Measurement<Plan, Environment, Result>,
  result: Result,
  plan: Plan,
): Section {
  return {
    json: toJson(result),
    tables: tables.map((makeTable) => makeTable(result, plan)),
    charts: charts.map(({ file, alt, draw }) => ({ file, alt, svg: draw(result) })),
    goals: goals?.(result, plan) ?? [],
    notes: notes?.(result) ?? [],
  };
}

function describeConditions<Plan extends BasePlan, Environment, Results>(
  { describePlan }: Benchmark<Plan, Environment, Results>,
  { machine, plan }: Report<Plan, Results>,
): string {
  return `${describeMachine(machine)} ${describePlan(plan)}`;
}

function describeMachine({ cpu, cores, memoryBytes, platform, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${platform}, Node.js ${node}.`;
}

function tabulateGoals(sections: readonly Section[]): Table {
  return tabulate(
    sections.flatMap(({ goals }) => goals),
    [
      ["goal", ({ text }) => text],
      ["measured", ({ measured }) => measured],
      ["holds", ({ holds }) => (holds === undefined ? "unknown" : holds ? "yes" : "no")],
    ],
  );
}

function writeGoal({ text, measured, holds }: Goal): object {
  return { text, measured, holds: holds ?? null };
}
