import { styleText } from "node:util";
import { colourBump, packageKeys } from "@eks-auth/codegen/semver";
import { formatTable } from "@eks-auth/codegen/terminal";
import type { Result } from "../attempt/result.ts";
import { verdictOf } from "./verdict.ts";

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
