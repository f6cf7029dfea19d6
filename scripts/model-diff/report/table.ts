import { stripVTControlCharacters } from "node:util";

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
