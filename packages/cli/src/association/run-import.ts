import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { styleText } from "node:util";
import { type ImportedAssociation, importAssociations } from "@eks-auth/service";
import { findClusterFile } from "../config/cluster-file.ts";
import { CommandFailure } from "../failure.ts";
import { formatTable } from "../terminal/format-table.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { describeLoop } from "./describe-loop.ts";
import { failOnRefusedChange } from "./fail-on-refused-change.ts";
import { printJson, toDescription } from "./print-json.ts";
import { type EksOutput, readEksOutput } from "./read-eks-output.ts";
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
 * @throws CommandFailure where one can't be imported
 */
export async function runImport(path: string | undefined, options: ImportOptions): Promise<void> {
  const { config, cluster, json, replace, dryRun } = options;
  const { identity, associationFile } = await findClusterFile(config, cluster);
  const source = path ?? "standard input";
  const { associations } = requireImportable(await readOutput(path, source), source, options);
  const imported = await failOnRefusedChange(
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
    throw new CommandFailure(
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
      throw new CommandFailure(
        `${source} is empty. See whether what was to print associations failed, or had none to print.`,
      );
    }
    return readEksOutput(splitJson(printed));
  } catch (error) {
    if (error instanceof JsonStreamError) {
      throw new CommandFailure(
        `${error.message} in ${source}. It must be what aws eks describe-pod-identity-association prints with --output json.`,
      );
    }
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined
      ? error
      : new CommandFailure(`${source} can't be read (${code}). Name a file that can.`);
  }
}

function requireImportable(output: EksOutput, source: string, options: ImportOptions): EksOutput {
  const { clusterNames, undescribed, unknown } = output;
  if (unknown.length > 0) {
    throw new CommandFailure(
      `line ${unknown.join(", ")} of ${source} begins something else than aws eks describe-pod-identity-association prints: a map with the key "association".`,
    );
  }
  if (undescribed.length > 0) {
    throw new CommandFailure(
      `${source} has what aws eks list-pod-identity-associations prints, which lacks the roles. Have each association described:\n\n${describeLoop(undescribed, options)}`,
    );
  }
  if (clusterNames.length > 1) {
    throw new CommandFailure(
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
