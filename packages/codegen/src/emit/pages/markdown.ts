/** A table without padding: cells are long, and one of them must not change the lines of all rows. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const format = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [headings, headings.map(() => "---"), ...rows].map(format).join("");
}

/** Documentation in one line, for a cell of a table. */
export function cell(documentation: string): string {
  return documentation.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}

/** Code in one line, for a cell of a table. */
export function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const ticks = "`".repeat(Math.max(0, ...runs) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${space}${text.replaceAll("|", "\\|")}${space}${ticks}`;
}

/** The first sentence of documentation, for a list. */
export function firstSentence(documentation: string): string {
  const text = cell(documentation);
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}

/** A page: its parts with an empty line between them. Empty parts are left out. */
export function page(parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}
