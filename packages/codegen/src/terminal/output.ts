import { stripVTControlCharacters } from "node:util";

/**
 * Shows which step is under way, on a terminal only: a log keeps the summary and nothing else.
 */
export class Progress {
  readonly #stream = process.stderr;

  /** Replaces the line that is shown. */
  show(step: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001b[K${step} …`);
    }
  }

  /** Removes the line that is shown. */
  clear(): void {
    if (this.#stream.isTTY) {
      this.#stream.write("\r\u001b[K");
    }
  }
}

/**
 * Lines up a table, headings first.
 *
 * @param rows - each with as many cells as there are headings; colours take no room
 */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]))));
  return lines
    .map((line) => {
      const cells = line.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)));
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

function widthOf(cell = ""): number {
  return stripVTControlCharacters(cell).length;
}
