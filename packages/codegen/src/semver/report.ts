import { styleText } from "node:util";
import type { CommandLine } from "../project/command-line.ts";
import { formatTable } from "../terminal/output.ts";
import { adviceFor } from "./advice.ts";
import { type Bump, type Bumps, largestBump, type PackageKey } from "./bump.ts";
import { bumpsOf, type Change } from "./change.ts";
import { ruleOf } from "./rules/rules.ts";
import type { SmithyDiff } from "./smithy-diff.ts";

/** The result of `npm run model:diff`. */
export interface DiffReport {
  /** `undefined` before the first release. */
  readonly version: string | undefined;
  /** What the model is compared with, if not with the last release. */
  readonly base?: string;
  /** The path that the current model was read from. */
  readonly source: string;
  /** The packages of the project. */
  readonly packages: readonly PackageKey[];
  readonly changes: readonly Change[];
  readonly required: Bumps;
  readonly smithyDiff: SmithyDiff;
}

/** Formats a report for standard output. */
export function renderReport(report: DiffReport, commandLine: CommandLine): string {
  const { changes, packages } = report;
  const against = describeVersions(report);
  if (changes.length === 0) {
    return `${against}: nothing changed.\n\n${renderSmithyDiff(report.smithyDiff)}`;
  }
  return `${against}:\n\n${renderChanges(changes, packages, process.stdout)}\n${renderReasons(changes, packages)}\n${renderSmithyDiff(report.smithyDiff)}\n${renderRequired(report, commandLine)}`;
}

function describeVersions({ version, base, source }: DiffReport): string {
  if (base !== undefined) {
    return `${source} against ${base}`;
  }
  return version === undefined ? "There is no release yet" : `${source} against release ${version}`;
}

/**
 * Formats changes as a table with the bumps for versions from 1.0.0.
 *
 * @param packages - a column for each
 * @param stream - the stream that it will be written to, which decides about colours
 */
export function renderChanges(
  changes: readonly Change[],
  packages: readonly PackageKey[],
  stream: NodeJS.WriteStream,
): string {
  const rows = changes.map((change) => {
    const bumps = bumpsOf(change);
    return [
      change.path,
      change.description,
      ...packages.map((key) => colourBump(bumps[key], stream)),
      change.rule,
    ];
  });
  return formatTable(["path", "change", ...packages, "rule"], rows);
}

function renderReasons(changes: readonly Change[], packages: readonly PackageKey[]): string {
  const rules = [...new Set(changes.map(({ rule }) => rule))];
  const lines = rules.map((rule) => {
    const { when, why } = ruleOf(rule);
    const advice = adviceFor(rule, packages);
    return `${rule}: ${when}.\n  ${why}${advice === "" ? "" : `\n  ${advice}`}\n`;
  });
  return lines.join("");
}

function renderSmithyDiff(diff: SmithyDiff): string {
  if ("skipped" in diff) {
    return `Smithy's own diff was skipped: ${diff.skipped}\n`;
  }
  if (diff.events.length === 0) {
    return "Smithy's own diff found nothing.\n";
  }
  const rows = diff.events.map(({ severity, event, shape, message }) => [severity, event, shape, message]);
  return `Smithy's own diff:\n\n${formatTable(["severity", "event", "shape", "message"], rows)}`;
}

function renderRequired(
  { required, packages, base, version = "0.0.0" }: DiffReport,
  commandLine: CommandLine,
): string {
  const list = packages.map((key) => `${key} ${required[key]}`).join(", ");
  const together = largestBump(Object.values(required));
  const needed = `Needed: ${list}; with one version for all, ${together}.${noteBelowOne(version)}\n`;
  const advice = `\`${commandLine("changeset")}\` writes the changeset, after \`${commandLine("generate")}\`.\n`;
  return base === undefined ? needed + advice : needed;
}

/** Explains why the table has larger bumps than a version below 1.0.0 needs. Empty from 1.0.0. */
export function noteBelowOne(version: string): string {
  return version.startsWith("0.") ? " Below 1.0.0, a major change needs a minor version." : "";
}

/** Formats a report as JSON. */
export function renderJson(report: DiffReport): string {
  const { version, base, source, packages, changes, required, smithyDiff } = report;
  const only = <T>(values: Readonly<Record<PackageKey, T>>) =>
    Object.fromEntries(packages.map((key) => [key, values[key]]));

  const rows = changes.map((change) => {
    const { why, todo = {} } = ruleOf(change.rule);
    const { rule, path, description } = change;
    return { place: path, what: description, rule, bumps: only(bumpsOf(change)), why, todo };
  });
  const compared = base === undefined ? { release: version ?? null } : { base };
  const content = { ...compared, model: source, changes: rows, required: only(required), smithyDiff };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const styles = { major: "red", minor: "yellow", patch: "green", none: "dim" } as const;

/** Colours a bump if the stream is a terminal with colours. */
export function colourBump(bump: Bump, stream: NodeJS.WriteStream): string {
  return styleText(styles[bump], bump, { stream });
}
