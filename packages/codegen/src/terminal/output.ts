import { stripVTControlCharacters } from "node:util";

/** Shows the current step of a command in one line of a terminal. It prints nothing if standard error is not one. */
export class Progress {
  readonly #stream = process.stderr;

  /** Replaces the line. */
  show(step: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001b[K${step} …`);
    }
  }

  /** Removes the line. */
  clear(): void {
    if (this.#stream.isTTY) {
      this.#stream.write("\r\u001b[K");
    }
  }
}

type Row = readonly string[];

/** How all columns but the first are aligned: numbers to the right. */
type Alignment = "left" | "right";

/**
 * Formats a table for a terminal.
 *
 * @param rows - each with one cell for each heading; colours don't count for the width
 */
export function formatTable(headings: Row, rows: readonly Row[], alignment: Alignment = "left"): string {
  const pad = padColumns([headings, ...rows], alignment);
  return [headings, ...rows].map((row) => `${pad(row).join("  ").trimEnd()}\n`).join("");
}

/**
 * Formats a table as Markdown.
 *
 * @param rows - each with one cell for each heading
 */
export function formatMarkdownTable(
  headings: Row,
  rows: readonly Row[],
  alignment: Alignment = "left",
): string {
  const pad = padColumns([headings, ...rows], alignment);
  const rule = pad(headings).map((cell, column) => {
    const dashes = "-".repeat(cell.length);
    return column > 0 && alignment === "right" ? `${dashes.slice(1)}:` : dashes;
  });
  return [pad(headings), rule, ...rows.map(pad)].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function padColumns(rows: readonly Row[], alignment: Alignment): (row: Row) => string[] {
  const width = (cell: string) => stripVTControlCharacters(cell).length;
  const [headings = []] = rows;
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return (row) =>
    row.map((cell, column) => {
      const spaces = " ".repeat((widths[column] ?? 0) - width(cell));
      return column > 0 && alignment === "right" ? spaces + cell : cell + spaces;
    });
}
