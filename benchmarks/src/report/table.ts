/** A table: the first column is text, the others are numbers. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Formats a table for a terminal: text on the left, numbers aligned to the right. */
export function formatTable({ headings, rows }: Table): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) => {
      const cells = line.map((cell, column) => alignCell(cell, column, widths[column] ?? 0));
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

/** Formats a table as aligned Markdown. */
export function formatMarkdownTable({ headings, rows }: Table): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(3, ...lines.map((line) => (line[column] ?? "").length)),
  );
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const format = (line: readonly string[]): string =>
    `| ${widths.map((width, column) => alignCell(line[column] ?? "", column, width)).join(" | ")} |\n`;
  return [format(headings), `| ${rule.join(" | ")} |\n`, ...rows.map(format)].join("");
}

function alignCell(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
