import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { styleText } from "node:util";
import { type ImportedAssociation, importAssociations } from "@eks-auth/service";
import { findAssociationFile } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatTable } from "../core/output.ts";
import { withChangeErrors } from "./change.ts";
import { type EksOutput, readEksOutput } from "./eks-output.ts";
import type { ClusterOptions } from "./options.ts";
import { printJson, toDescription } from "./query.ts";
import { JsonStreamError, splitJson } from "./split-json.ts";

/** The options of `eks-auth association import`. */
export interface ImportOptions extends ClusterOptions {
  /** Take the place of associations for the same names. */
  readonly replace?: boolean;
  /** Say what would become of each, and write nothing. */
  readonly dryRun?: boolean;
}

const colours = { added: "green", unchanged: "dim", replaced: "yellow", conflicting: "red" } as const;

/**
 * Imports associations from what the `aws eks` commands print, all of them or none.
 *
 * @param path - the file that holds it; standard input where it is `undefined`
 * @throws CommandError where one can't be imported
 */
export async function runImport(path: string | undefined, options: ImportOptions): Promise<void> {
  const { config, cluster, json, replace, dryRun } = options;
  const { identity, associationFile } = await findAssociationFile(config, cluster);
  const source = path ?? "standard input";
  const { associations } = requireImportable(await readOutput(path, source), source, options);
  const imported = await withChangeErrors(
    importAssociations(associationFile, identity, associations, { replace, dryRun }),
  );
  if (json) {
    printJson({
      associations: imported.map(({ association, outcome }) => ({ ...toDescription(association), outcome })),
    });
  } else if (imported.length > 0) {
    process.stdout.write(`${formatImport(imported)}\n`);
  }
  const conflicts = imported.filter(({ outcome }) => outcome === "conflicting").length;
  if (conflicts > 0) {
    throw new CommandError(
      `nothing was imported: ${conflicts} of ${imported.length} conflict with what ${associationFile} has for the same names. --replace has them replaced there, unless they contradict each other.`,
    );
  }
  if (!json) {
    process.stdout.write(
      `${dryRun ? "Without --dry-run: " : ""}${count(imported)}, in ${associationFile}.\n`,
    );
  }
}

async function readOutput(path: string | undefined, source: string): Promise<EksOutput> {
  try {
    const printed = path === undefined ? await text(process.stdin) : await readFile(path, "utf8");
    if (printed.trim() === "") {
      // Of a pipe, nobody else tells that the command before us failed.
      throw new CommandError(
        `${source} is empty. See whether what was to print associations failed, or had none to print.`,
      );
    }
    return readEksOutput(splitJson(printed));
  } catch (error) {
    if (error instanceof JsonStreamError) {
      throw new CommandError(
        `${error.message} in ${source}. It must be what aws eks describe-pod-identity-association prints with --output json.`,
      );
    }
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined
      ? error
      : new CommandError(`${source} can't be read (${code}). Name a file that can.`);
  }
}

function requireImportable(output: EksOutput, source: string, options: ImportOptions): EksOutput {
  const { clusterNames, undescribed, unknown } = output;
  if (unknown.length > 0) {
    throw new CommandError(
      `line ${unknown.join(", ")} of ${source} begins something else than aws eks describe-pod-identity-association prints: a map with the key "association".`,
    );
  }
  if (undescribed.length > 0) {
    throw new CommandError(
      `${source} has what aws eks list-pod-identity-associations prints, which lacks the roles. Have each association described:\n\n${describeLoop(undescribed, options)}`,
    );
  }
  if (clusterNames.length > 1) {
    throw new CommandError(
      `${source} has associations of several clusters: ${clusterNames.join(", ")}. Import those of one at a time.`,
    );
  }
  return output;
}

function formatImport(imported: readonly ImportedAssociation[]): string {
  return formatTable(
    ["NAMESPACE", "SERVICE ACCOUNT", "ROLE", "OUTCOME"],
    imported.map(({ association: { namespace, serviceAccount, role }, outcome }) => [
      namespace,
      serviceAccount,
      role.arn,
      styleText(colours[outcome], outcome, { stream: process.stdout }),
    ]),
  );
}

function count(imported: readonly ImportedAssociation[]): string {
  const outcomes = ["added", "replaced", "unchanged"] as const;
  return outcomes
    .map((outcome) => `${imported.filter((one) => one.outcome === outcome).length} ${outcome}`)
    .join(", ");
}

/**
 * Writes the shell commands that have every association of EKS clusters described, and import them.
 *
 * @param names - the clusters' names at AWS
 */
export function describeLoop(names: readonly string[], { config, cluster }: ClusterOptions): string {
  return names
    .map(
      (name) => `  for id in $(aws eks list-pod-identity-associations --cluster-name ${quote(name)} \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name ${quote(name)} --association-id "$id" --output json
  done | eks-auth association import --config ${quote(config)} --cluster ${quote(cluster)}`,
    )
    .join("\n\n");
}

/** Names of clusters come from somebody's output; none of them may run anything here. */
function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
