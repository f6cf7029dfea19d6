import { formatMega } from "../../report/format.ts";
import { headLoad, writeLoadCells } from "../../report/load-cells.ts";
import type { Table } from "../../report/table.ts";
import type { Measured, Report, SubjectResult } from "../result.ts";

/** The figures of the rounds. */
export function tabulateLoad({ measured }: Report): Table {
  return {
    headings: ["server", ...headLoad("bare")],
    rows: measured.map((each) => tabulateSubject(each, ({ load }) => writeLoadCells(load))),
  };
}

/** The figures of what a server costs beside its requests. */
export function tabulateFootprint({ measured, plan }: Report): Table {
  const [early, late] = plan.memoryRequests.map((requests) => `${requests / 1000}k`);
  return {
    headings: [
      "server",
      `RSS MB at ${early}`,
      `at ${late}`,
      `heap MB at ${early}`,
      `at ${late}`,
      "import ms",
      "minified kB",
      "gzip kB",
    ],
    rows: measured.map((each) =>
      tabulateSubject(each, ({ memory, importTime, bundle }) => [
        formatMega(memory.early.rss, 0),
        formatMega(memory.late.rss, 0),
        formatMega(memory.early.heap, 1),
        formatMega(memory.late.heap, 1),
        importTime.median.toFixed(1),
        (bundle.minified / 1000).toFixed(1),
        (bundle.gzip / 1000).toFixed(1),
      ]),
    ),
  };
}

/** How long the generator takes. */
export function tabulateGeneration({ generation }: Report): Table {
  return {
    headings: ["generated", "seconds"],
    rows: generation.map((time) => [
      time.title,
      "obstacle" in time ? "not available" : (time.milliseconds.median / 1000).toFixed(2),
    ]),
  };
}

/** Why figures are missing: a line for each reason. */
export function listObstacles({ measured, generation }: Report): string[] {
  return [
    ...measured.flatMap((each) =>
      "obstacle" in each ? [`${each.subject.title} is not available: ${each.obstacle}`] : [],
    ),
    ...generation.flatMap((time) =>
      "obstacle" in time ? [`The time of "${time.title}" is not available: ${time.obstacle}`] : [],
    ),
  ];
}

function tabulateSubject(each: Measured, format: (result: SubjectResult) => string[]): string[] {
  return [each.subject.title, ...("result" in each ? format(each.result) : ["not available"])];
}
