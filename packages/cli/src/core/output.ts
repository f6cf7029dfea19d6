import { stripVTControlCharacters, styleText } from "node:util";

/**
 * Lines up a table, headings first.
 *
 * @param rows - each with as many cells as there are headings
 */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/**
 * Tells the person at the terminal something, in a line of its own among those of the command.
 *
 * @param what - the kind of message, coloured on a terminal
 */
export function printNote(what: string, message: string): void {
  const text = stripVTControlCharacters(message).replace(/\s*\n\s*/g, " ");
  process.stderr.write(`${styleText("yellow", `eks-auth: ${what}`, { stream: process.stderr })}  ${text}\n`);
}
