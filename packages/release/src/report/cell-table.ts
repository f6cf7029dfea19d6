import type { Table } from "@eks-auth/benchmarks/src/report/table.ts";
import type { Cell } from "../consumers/cell.ts";

/** A table of cells, and the reasons that it refers to by number. */
export interface CellReport {
  readonly table: Table;
  /** Reasons, the first of them number 1. */
  readonly notes: readonly string[];
}

/**
 * Arranges cells in a table: their rows, and a column for each kind. Where something doesn't simply work, a number
 * leads to the reason.
 *
 * @param heading - what the rows are
 */
export function tabulateCells(heading: string, cells: readonly Cell[]): CellReport {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const notes = [...new Set(cells.flatMap(({ reason }) => reason ?? []))];
  const write = (cell: Cell | undefined): string =>
    cell === undefined
      ? "–"
      : cell.reason === undefined
        ? cell.outcome
        : `${cell.outcome} (${notes.indexOf(cell.reason) + 1})`;
  return {
    table: {
      headings: [heading, ...columns],
      rows: rows.map((row) => [
        row,
        ...columns.map((column) => write(cells.find((cell) => cell.row === row && cell.column === column))),
      ]),
    },
    notes,
  };
}
