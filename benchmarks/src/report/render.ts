import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatMarkdownTable, formatTable } from "@eks-auth/codegen/terminal";
import { root, writeSection } from "@eks-auth/test-kit/repository";
import type { BasePlan, Benchmark, Measurement } from "../benchmark.ts";
import type { Goal } from "../goal.ts";
import type { Machine } from "../measure/machine.ts";
import type { Report } from "../run.ts";
import { type Table, tabulate } from "./columns.ts";

const page = "docs/benchmarks.md";
const chartFolder = "docs/benchmarks";

/** A report of any benchmark, ready to render. */
interface Presentation {
  readonly name: string;
  /** The machine and the plan, in sentences. */
  readonly conditions: string;
  /** The first members of the JSON document. */
  readonly header: object;
  readonly sections: readonly Section[];
}

/** The result of a measurement, ready to render. */
interface Section {
  readonly json: object;
  readonly tables: readonly Table[];
  readonly charts: readonly { readonly file: string; readonly alt: string; readonly svg: string }[];
  readonly goals: readonly Goal[];
  readonly notes: readonly string[];
}

/** Applies the definition of a benchmark to its report. */
export function present<Plan extends BasePlan, Environment, Results extends object>(
  { name, describePlan, measurements }: Benchmark<Plan, Environment, Results>,
  { plan, machine, results }: Report<Plan, Results>,
): Presentation {
  const keys = Object.keys(measurements) as (keyof Results)[];
  return {
    name,
    conditions: `${describeMachine(machine)} ${describePlan(plan)}`,
    header: { benchmark: name, plan, machine },
    sections: keys.map((key) => presentMeasurement(measurements[key], results[key], plan)),
  };
}

/** Renders text for a terminal. */
export function renderText({ conditions, sections }: Presentation): string {
  return [
    `${conditions}\n`,
    ...[...sections.flatMap(({ tables }) => tables), tabulateGoals(sections)].map(({ headings, rows }) =>
      formatTable(headings, rows, "right"),
    ),
    ...sections.flatMap(({ notes }) => notes).map((note) => `${note}\n`),
  ].join("\n");
}

/** Renders a JSON document. The ratios in it can be compared between machines. */
export function renderJson({ header, sections }: Presentation): string {
  const goals = sections.flatMap((section) => section.goals).map(goalToJson);
  const document = Object.assign({}, header, ...sections.map(({ json }) => json), { goals });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Renders the section of `docs/benchmarks.md`, and the charts by their file names. */
export function renderPage({ conditions, sections }: Presentation): {
  readonly markdown: string;
  readonly charts: Readonly<Record<string, string>>;
} {
  const parts = [
    conditions,
    ...sections.flatMap(({ charts, tables }) => [
      ...charts.map(({ file, alt }) => `![${alt}](benchmarks/${file})`),
      ...tables.map(toMarkdown),
    ]),
    toMarkdown(tabulateGoals(sections)),
    ...sections.flatMap(({ notes }) => notes),
  ];
  const charts = sections.flatMap((section) => section.charts);
  return {
    markdown: parts.map((part) => part.trim()).join("\n\n"),
    charts: Object.fromEntries(charts.map(({ file, svg }) => [file, svg])),
  };
}

/**
 * Writes the section and the charts into the documentation.
 *
 * @returns the paths of the written files, from the root
 * @throws {MarkerError} if the page lacks the benchmark's markers
 */
export async function writePage(presentation: Presentation): Promise<string[]> {
  const { markdown, charts } = renderPage(presentation);
  await writeSection(page, presentation.name, markdown);
  await mkdir(join(root, chartFolder), { recursive: true });
  for (const [file, svg] of Object.entries(charts)) {
    await writeFile(join(root, chartFolder, file), svg);
  }
  return [page, ...Object.keys(charts).map((file) => `${chartFolder}/${file}`)];
}

function presentMeasurement<Plan, Environment, Result>(
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

function describeMachine({ cpu, cores, memoryBytes, platform, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${platform}, Node.js ${node}.`;
}

function toMarkdown({ headings, rows }: Table): string {
  return formatMarkdownTable(headings, rows, "right");
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

function goalToJson({ text, measured, holds }: Goal): object {
  return { text, measured, holds: holds ?? null };
}
