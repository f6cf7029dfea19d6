import { packageKeys } from "../packages.ts";
import type { Rule } from "../rules/rule.ts";
import { ruleGroups } from "../rules/rules.ts";

/** Writes every rule as Markdown, a table for each group: what `docs/versioning.md` has. */
export function renderRules(): string {
  return Object.entries(ruleGroups)
    .map(([title, rules]) => `### ${title}\n\n${renderTable(rules)}`)
    .join("\n");
}

function renderTable(rules: Readonly<Record<string, Rule>>): string {
  const rows = Object.values(rules).map(({ when, bumps, why }) => [
    when,
    ...packageKeys.map((key) => bumps[key]),
    why,
  ]);
  const lines = [["change", ...packageKeys, "why"], ...rows];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  const [heading = [], ...body] = lines;
  return [heading, widths.map((width) => "-".repeat(width)), ...body].map(print).join("");
}
