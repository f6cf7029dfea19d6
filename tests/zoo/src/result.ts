/** How far a model comes: it is generated as published, or with patterns that are not checked, or refused. */
export type Outcome = "published" | "skip" | "refused" | "not restJson1";

/** What became of a model. */
export interface ServiceResult {
  /** The name of its file without `.json`. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Why it can't be generated as published, or not be checked. */
  readonly reasons: readonly string[];
  /** The compiler's messages; undefined if nothing was checked. */
  readonly typeErrors: readonly string[] | undefined;
  /** The seconds for generating and checking; a share of the run of Smithy for several models is part of it. */
  readonly seconds: number;
}

const columns = [38, 14, 12, 8];

/** The headings of {@link formatRow}. */
export const headings: string = pad(["service", "generated", "type errors", "seconds"]);

/** Formats a result as a row, with the first reasons below it. */
export function formatRow({ name, outcome, reasons, typeErrors, seconds }: ServiceResult): string {
  const types = typeErrors === undefined ? "-" : String(typeErrors.length);
  const lines = [...reasons, ...(typeErrors ?? [])];
  const shown = lines.slice(0, 3).map((line) => `    ${shorten(line)}\n`);
  const more = lines.length > 3 ? `    and ${lines.length - 3} more\n` : "";
  return `${pad([name, outcome, types, seconds.toFixed(1)])}${shown.join("")}${more}`;
}

function pad(cells: readonly string[]): string {
  const padded = cells.map((cell, index) =>
    index === 0 ? cell.padEnd(columns[0] ?? 0) : cell.padStart(columns[index] ?? 0),
  );
  return `${padded.join("  ")}\n`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 180 ? `${line.slice(0, 180)} …` : line;
}

/** The sums of all results. */
export interface Totals {
  readonly models: number;
  readonly published: number;
  readonly skip: number;
  readonly refused: number;
  readonly notRestJson1: number;
  /** Models that were type-checked, and those of them with errors. */
  readonly checked: number;
  readonly withTypeErrors: number;
}

export function sumUp(results: readonly ServiceResult[]): Totals {
  const count = (test: (result: ServiceResult) => boolean) => results.filter(test).length;
  return {
    models: results.length,
    published: count(({ outcome }) => outcome === "published"),
    skip: count(({ outcome }) => outcome === "skip"),
    refused: count(({ outcome }) => outcome === "refused"),
    notRestJson1: count(({ outcome }) => outcome === "not restJson1"),
    checked: count(({ typeErrors }) => typeErrors !== undefined),
    withTypeErrors: count(({ typeErrors = [] }) => typeErrors.length > 0),
  };
}

/** Formats the sums, one line each. */
export function formatTotals(totals: Totals, seconds: number): string {
  const rows = [
    ["models", totals.models],
    ["generated as published", totals.published],
    ["generated with --patterns skip", totals.skip],
    ["refused", totals.refused],
    ["not restJson1", totals.notRestJson1],
    ["type-checked", totals.checked],
    ["with type errors", totals.withTypeErrors],
    ["seconds", Math.round(seconds)],
  ] as const;
  return rows.map(([name, value]) => `${name.padEnd(32)}${String(value).padStart(6)}\n`).join("");
}
