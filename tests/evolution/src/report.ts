import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { colourBump, packageKeys } from "@eks-auth/codegen/semver";
import { CommandError, formatTable } from "@eks-auth/codegen/terminal";
import type { Result } from "./run-catalogue.ts";

/** Writes results for people: a table, and below it what is not as it should be. Colours show on a terminal alone. */
export function renderTable(results: readonly Result[], stream: NodeJS.WriteStream): string {
  const rows = results.map((result) => {
    const { name, broke, lines, seconds } = result;
    const verdict = verdictOf(result);
    return [
      name,
      ...packageKeys.map((key) => renderBump(result, key, stream)),
      broke.join(" "),
      lines === undefined ? "" : `+${lines.added} -${lines.removed}`,
      seconds.toFixed(1).padStart(5),
      styleText(verdict === "bad" ? "red" : "green", verdict, { stream }),
    ];
  });
  const headings = ["change", ...packageKeys, "breaks", "lines", "    s", "verdict"];
  return formatTable(headings, rows) + renderProblems(results) + renderTotal(results);
}

function renderBump(
  { expected, forced }: Result,
  key: (typeof packageKeys)[number],
  stream: NodeJS.WriteStream,
): string {
  if (expected === undefined) {
    return "";
  }
  const wanted = colourBump(expected[key], stream);
  const got = forced?.[key] ?? "none";
  return forced === undefined || got === expected[key] ? wanted : `${wanted}/${colourBump(got, stream)}`;
}

function renderProblems(results: readonly Result[]): string {
  return results
    .filter(({ problems }) => problems.length > 0)
    .map(({ name, what, problems }) => `\n${name}, ${what}:\n${problems.map((it) => `  ${it}\n`).join("")}`)
    .join("");
}

function renderTotal(results: readonly Result[]): string {
  const bad = results.filter(({ problems }) => problems.length > 0).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return `\n${results.length} changes, ${bad} bad, in ${seconds.toFixed(0)} s.\n`;
}

/** Writes results for programs: JSON. */
export function renderJson(results: readonly Result[]): string {
  const changes = results.map((result) => ({ ...result, verdict: verdictOf(result) }));
  return `${JSON.stringify({ changes }, null, 2)}\n`;
}

/** The file that has the table, from the root. */
export const documentation = "docs/versioning.md";

const marks = { start: "<!-- evolve: start -->", end: "<!-- evolve: end -->" };

/**
 * Writes the table of all changes into the documentation, between its marks. Times are left out: they would differ each
 * time.
 *
 * @throws CommandError where a change was not followed, or the marks are not there
 */
export async function writeDocumentation(results: readonly Result[]): Promise<void> {
  const bad = results.filter(({ problems }) => problems.length > 0);
  if (bad.length > 0) {
    throw new CommandError(
      `${documentation} was left as it is: ${bad.map(({ name }) => name).join(", ")} went wrong. Mend that first.`,
    );
  }
  const file = join(root, documentation);
  const text = await readFile(file, "utf8");
  const [before, rest] = text.split(marks.start);
  const after = rest?.split(marks.end)[1];
  if (before === undefined || after === undefined) {
    throw new CommandError(
      `${documentation} has not both ${marks.start} and ${marks.end}. Put them where the table goes.`,
    );
  }
  await writeFile(file, `${before}${marks.start}\n\n${renderMarkdown(results)}\n${marks.end}${after}`);
}

/** Writes results as Markdown: a table of what was followed, and a list of what was refused. */
export function renderMarkdown(results: readonly Result[]): string {
  const rows = results
    .filter(({ invalid }) => !invalid)
    .map(({ name, what, forced, broke, lines }) => [
      `\`${name}\``,
      what,
      ...packageKeys.map((key) => forced?.[key] ?? ""),
      broke.join(", "),
      `+${lines?.added ?? 0} -${lines?.removed ?? 0}`,
    ]);
  const refused = results.filter(({ invalid }) => invalid).map(({ name, what }) => [`\`${name}\``, what]);
  const headings = ["change", "what it does", ...packageKeys, "stops compiling", "lines"];
  return `${renderRows(headings, rows)}\nRefused, with nothing left behind:\n\n${renderRows(["change", "what it does"], refused)}`;
}

function renderRows(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((_, column) =>
    Math.max(...[headings, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  return [headings, widths.map((width) => "-".repeat(width)), ...rows].map(print).join("");
}

/** Sums up a result in a word or two. */
export function verdictOf({ problems, invalid }: Result): string {
  return problems.length > 0 ? "bad" : invalid ? "refused" : "good";
}
