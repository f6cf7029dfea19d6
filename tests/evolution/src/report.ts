import { styleText } from "node:util";
import { colourBump, packageKeys } from "@eks-auth/codegen/semver";
import { CommandError, formatMarkdownTable, formatTable } from "@eks-auth/codegen/terminal";
import { writeSection } from "@eks-auth/test-kit/repository";
import type { Result } from "./run-catalogue.ts";

/** Formats results for people: a table, followed by the problems. Colours are only for terminals. */
export function renderTable(results: readonly Result[], stream: NodeJS.WriteStream): string {
  const rows = results.map((result) => {
    const { name, brokenPackages, failing, lines, seconds } = result;
    const status = statusOf(result);
    return [
      name,
      ...packageKeys.map((key) => renderBump(result, key, stream)),
      brokenPackages.join(" "),
      failing.join(" "),
      lines === undefined ? "" : `+${lines.added} -${lines.removed}`,
      seconds.toFixed(1).padStart(5),
      styleText(status === "failed" ? "red" : "green", status, { stream }),
    ];
  });
  const headings = ["change", ...packageKeys, "breaks", "fails", "lines", "    s", "result"];
  return formatTable(headings, rows) + renderProblems(results) + renderTotal(results);
}

/** Shows the expected bump, followed by the required one if it differs. */
function renderBump(
  { expectedBumps, requiredBumps }: Result,
  key: (typeof packageKeys)[number],
  stream: NodeJS.WriteStream,
): string {
  if (expectedBumps === undefined) {
    return "";
  }
  const expected = expectedBumps[key];
  const required = requiredBumps?.[key] ?? expected;
  const shown = colourBump(expected, stream);
  return required === expected ? shown : `${shown}/${colourBump(required, stream)}`;
}

function renderProblems(results: readonly Result[]): string {
  return listFailed(results)
    .map(
      ({ name, description, problems }) =>
        `\n${name} (${description}):\n${problems.map((problem) => `  ${problem}\n`).join("")}`,
    )
    .join("");
}

function renderTotal(results: readonly Result[]): string {
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return `\n${results.length} changes, ${listFailed(results).length} failed, ${seconds.toFixed(0)} s.\n`;
}

function listFailed(results: readonly Result[]): readonly Result[] {
  return results.filter(({ problems }) => problems.length > 0);
}

/** Formats results as JSON. */
export function renderJson(results: readonly Result[]): string {
  const changes = results.map((result) => ({ ...result, status: statusOf(result) }));
  return `${JSON.stringify({ changes }, null, 2)}\n`;
}

/** The page with the table, from the root. */
export const documentation = "docs/versioning.md";

/**
 * Writes the table of all changes to the documentation. It has no times, which would differ in each run.
 *
 * @throws {CommandError} if a change failed
 * @throws {MarkerError} if the page lacks the markers of the section
 */
export async function writeDocumentation(results: readonly Result[]): Promise<void> {
  const failed = listFailed(results).map(({ name }) => name);
  if (failed.length > 0) {
    throw new CommandError(`${documentation} was not written, because changes failed: ${failed.join(", ")}.`);
  }
  await writeSection(documentation, "evolve", renderMarkdown(results));
}

/** Formats results as Markdown: a table of the changes, and a table of the rejected models. */
export function renderMarkdown(results: readonly Result[]): string {
  const supported = results
    .filter(({ invalid }) => !invalid)
    .map(({ name, description, requiredBumps, brokenPackages, failing, lines }) => [
      `\`${name}\``,
      description,
      ...packageKeys.map((key) => requiredBumps?.[key] ?? ""),
      brokenPackages.join(", "),
      failing.map((direction) => (direction === "oldClient" ? "old client" : "old server")).join(", "),
      `+${lines?.added ?? 0} -${lines?.removed ?? 0}`,
    ]);
  const rejected = results
    .filter(({ invalid }) => invalid)
    .map(({ name, description }) => [`\`${name}\``, description]);
  const headings = ["change", "description", ...packageKeys, "no longer compiles", "calls fail", "lines"];
  return (
    `${formatMarkdownTable(headings, supported)}\n` +
    "The generator rejects these changes and writes nothing:\n\n" +
    formatMarkdownTable(["change", "description"], rejected)
  );
}

function statusOf({ problems, invalid }: Result): string {
  return problems.length > 0 ? "failed" : invalid ? "rejected" : "passed";
}
