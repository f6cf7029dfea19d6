import { styleText } from "node:util";
import type { Association, ImportedAssociation } from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";
import { formatJson, formatTable } from "../core/output.ts";
import type { DroppedMember } from "./eks-output.ts";

/** An imported association, with its outcome. */
export interface ImportReportRow {
  readonly association: Pick<Association, "namespace" | "serviceAccount" | "role">;
  readonly outcome: ImportedAssociation["outcome"];
  /** Its JSON, without the outcome. */
  readonly description: Readonly<Record<string, unknown>>;
}

/** How to print an import. */
export interface ImportReportOptions {
  /** Where the associations are: `edge.yaml`. */
  readonly target: string;
  /** What is not imported. */
  readonly dropped: readonly DroppedMember[];
  readonly json: boolean | undefined;
  readonly dryRun: boolean | undefined;
}

const colours = { added: "green", unchanged: "dim", replaced: "yellow", conflicting: "red" } as const;

/**
 * Prints the outcome of an import.
 *
 * @throws CommandError `import_conflict` if an association is conflicting
 */
export function printImport(
  rows: readonly ImportReportRow[],
  { target, dropped, json, dryRun }: ImportReportOptions,
): void {
  if (json) {
    const associations = rows.map(({ description, outcome }) => ({ ...description, outcome }));
    process.stdout.write(formatJson({ associations, dropped }));
  } else if (rows.length > 0) {
    process.stdout.write(`${formatImport(rows)}\n`);
  }
  const conflicts = rows.filter(({ outcome }) => outcome === "conflicting").length;
  if (conflicts > 0) {
    throw new CommandError(
      "import_conflict",
      `nothing was imported: ${conflicts} of ${rows.length} conflict with existing associations in ${target}, or with each other. Use --replace to replace existing ones.`,
    );
  }
  if (!json) {
    process.stdout.write(
      `${dryRun ? "Without --dry-run: " : ""}${formatCounts(rows)}, in ${target}.\n${formatDropped(dropped)}`,
    );
  }
}

function formatDropped(dropped: readonly DroppedMember[]): string {
  const groups = Map.groupBy(dropped, ({ reason, associations }) => `${reason} ${associations}`);
  const rows = [...groups.values()].map((same) => [
    same.map(({ member }) => formatMember(member)).join(", "),
    `${same[0]?.associations}`,
    same[0]?.reason ?? "",
  ]);
  return rows.length === 0 ? "" : `\n${formatTable(["NOT IMPORTED", "OF", "BECAUSE"], rows)}`;
}

/** Escapes what a terminal could interpret: the text comes from a file. */
function formatMember(member: string): string {
  return /^[\w.-]+$/.test(member) ? member : JSON.stringify(member).replaceAll(/[^\x20-\x7e]/g, "?");
}

function formatImport(rows: readonly ImportReportRow[]): string {
  return formatTable(
    ["NAMESPACE", "SERVICE ACCOUNT", "ROLE", "OUTCOME"],
    rows.map(({ association: { namespace, serviceAccount, role }, outcome }) => [
      namespace,
      serviceAccount,
      role.arn,
      styleText(colours[outcome], outcome, { stream: process.stdout }),
    ]),
  );
}

function formatCounts(rows: readonly ImportReportRow[]): string {
  const outcomes = ["added", "replaced", "unchanged"] as const;
  return outcomes
    .map((outcome) => `${rows.filter((one) => one.outcome === outcome).length} ${outcome}`)
    .join(", ");
}
