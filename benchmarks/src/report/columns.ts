import type { CostSummary } from "../measure/process-cost.ts";
import type { Summary } from "../measure/statistics.ts";
import { formatMega, formatQuartiles } from "./format.ts";

/** A table: the first column is text, the others are numbers. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A column of a table: its heading, and how to write the cell of a row. */
export type Column<Row> = readonly [heading: string, writeCell: (row: Row) => string];

/** Makes a table with a line for each row. */
export function tabulate<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table {
  return {
    headings: columns.map(([heading]) => heading),
    rows: rows.map((row) => columns.map(([, writeCell]) => writeCell(row))),
  };
}

/**
 * The columns of a start: its total time, then its parts.
 *
 * @param total - the heading of the total
 * @param parts - the headings of the parts
 */
export function startColumns<Part extends string>(
  total: string,
  parts: Readonly<Record<Part, string>>,
): Column<{ readonly times: Readonly<Record<Part | "total", Summary>> }>[] {
  return [
    [total, ({ times }) => times.total.median.toFixed(0)],
    ["quartiles", ({ times }) => formatQuartiles(times.total, 0)],
    ...(Object.entries(parts) as [Part, string][]).map(
      ([part, heading]): Column<{ readonly times: Readonly<Record<Part | "total", Summary>> }> => [
        heading,
        ({ times }) => times[part].median.toFixed(0),
      ],
    ),
  ];
}

/** The columns of a cost. @param baseline - what its ratio is to */
export function costColumns(baseline: string): Column<{ readonly cost: CostSummary }>[] {
  return [
    ["CPU ms", ({ cost }) => cost.cpuMilliseconds.median.toFixed(0)],
    ["quartiles", ({ cost }) => formatQuartiles(cost.cpuMilliseconds, 0)],
    [`× ${baseline}`, ({ cost }) => cost.cpuRatio.median.toFixed(2)],
    ["quartiles", ({ cost }) => formatQuartiles(cost.cpuRatio, 2)],
    ["peak RSS MB", ({ cost }) => formatMega(cost.peakBytes.median, 0)],
  ];
}
