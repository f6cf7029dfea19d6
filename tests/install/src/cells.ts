import { CommandError, codeOf, isToolUnavailable } from "@eks-auth/codegen/terminal";

/** A combination that cannot work, and how it fails. */
export interface KnownLimit {
  /** The compiler's error code, such as `TS1479`. A failure without it is not this limit. */
  readonly symptom: string;
  readonly reason: string;
}

/** How a check ended. `works unexpectedly` is a failure: a known limit is gone, and its note must go too. */
export type Outcome = "works" | "fails" | "cannot work" | "works unexpectedly" | "not available";

/** The tables of docs/releasing.md, by the name of their markers, with the heading of their first column. */
export const tables = { consumers: "consumer", engines: "engine" } as const;

/** The result of one check: a cell of a table. */
export interface Cell {
  readonly table: keyof typeof tables;
  readonly row: string;
  readonly column: string;
  readonly outcome: Outcome;
  /** Undefined if it works. */
  readonly reason?: string;
}

/** A check of the packages in one environment. */
export interface CellCheck<Target> {
  readonly table: keyof typeof tables;
  readonly row: string;
  readonly column: string;
  readonly knownLimit?: KnownLimit | undefined;
  /**
   * @throws an error with a code if the packages do not work there; `tool_unavailable` if this machine cannot get the
   *   environment
   */
  readonly run: (target: Target) => Promise<void>;
}

/** A program that does not compile. The message is the compiler's output. */
export class CompilerError extends CommandError {
  override readonly name = "CompilerError";
  /** The compiler's error codes, such as `TS1479`, each once. */
  readonly symptoms: readonly string[];

  constructor(output: string) {
    super(output, { code: "compilation_failed" });
    this.symptoms = [...new Set(output.match(/(?<=error )TS\d+/g))];
  }
}

/**
 * Runs a check.
 *
 * @throws an error without a code, which is a bug of the check
 */
export async function runCell<Target>(check: CellCheck<Target>, target: Target): Promise<Cell> {
  const { table, row, column, knownLimit, run } = check;
  const end = (outcome: Outcome, reason?: string): Cell => ({
    table,
    row,
    column,
    outcome,
    ...(reason !== undefined && { reason }),
  });
  try {
    await run(target);
  } catch (error) {
    if (isToolUnavailable(error)) {
      return end("not available", error.message);
    }
    if (!(error instanceof Error) || codeOf(error) === undefined) {
      throw error;
    }
    const isKnown =
      knownLimit !== undefined &&
      error instanceof CompilerError &&
      error.symptoms.includes(knownLimit.symptom);
    return isKnown ? end("cannot work", knownLimit.reason) : end("fails", error.message);
  }
  return knownLimit === undefined
    ? end("works")
    : end("works unexpectedly", `Remove the known limit: ${knownLimit.reason}`);
}

/** Whether a cell is as expected. */
export function isExpected({ outcome }: Cell): boolean {
  return outcome === "works" || outcome === "cannot work" || outcome === "not available";
}

/** Cells as a table. Cells that do not simply work refer to a note by number. */
export interface CellTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Reasons; the first has the number 1. */
  readonly notes: readonly string[];
}

/** Arranges the cells of one table by row and column. */
export function arrangeCells(heading: string, cells: readonly Cell[]): CellTable {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const notes = [...new Set(cells.flatMap(({ reason }) => reason ?? []))];
  const write = (row: string, column: string): string => {
    const cell = cells.find((each) => each.row === row && each.column === column);
    if (cell === undefined) {
      return "–";
    }
    const { outcome, reason } = cell;
    return reason === undefined ? outcome : `${outcome} (${notes.indexOf(reason) + 1})`;
  };
  return {
    headings: [heading, ...columns],
    rows: rows.map((row) => [row, ...columns.map((column) => write(row, column))]),
    notes,
  };
}
