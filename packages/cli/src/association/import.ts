import { buffer } from "node:stream/consumers";
import { styleText } from "node:util";
import { type ImportedAssociation, importAssociations, UnusableFileError } from "@eks-auth/service";
import { decodeText, FileAccessError, readFile } from "@eks-auth/service/read-file";
import { findFileCluster, withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { formatJson, formatTable, quoteForShell } from "../core/output.ts";
import { withChangeErrors } from "./change.ts";
import { type EksOutput, readEksOutput } from "./eks-output.ts";
import { type ClusterOptions, toDescription } from "./query.ts";
import { JsonStreamError, splitJson } from "./split-json.ts";

/** The options of `eks-auth association import`; see its help. */
export interface ImportOptions extends ClusterOptions {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

const colours = { added: "green", unchanged: "dim", replaced: "yellow", conflicting: "red" } as const;

/**
 * Imports associations from the output of the `aws eks` commands, either all or none.
 *
 * @param path - the file with the output; standard input if undefined
 */
export async function runImport(path: string | undefined, options: ImportOptions): Promise<void> {
  const { json, replace, dryRun } = options;
  const cluster = await findFileCluster(options.config, options.cluster);
  const source = path ?? "standard input";
  const output = await withFileErrors(readOutput(path, source));
  const problem = findProblem(output, options);
  if (problem !== undefined) {
    throw new CommandError("file_unusable", `${source} ${problem}`);
  }
  const imported = await withChangeErrors(
    importAssociations(cluster.associations, cluster, output.associations, { replace, dryRun }),
  );
  if (json) {
    const associations = imported.map(({ association, outcome }) => ({
      ...toDescription(association),
      outcome,
    }));
    process.stdout.write(formatJson({ associations }));
  } else if (imported.length > 0) {
    process.stdout.write(`${formatImport(imported)}\n`);
  }
  const conflicts = imported.filter(({ outcome }) => outcome === "conflicting").length;
  if (conflicts > 0) {
    throw new CommandError(
      "import_conflict",
      `nothing was imported: ${conflicts} of ${imported.length} conflict with existing associations in ${cluster.associations}, or with each other. Use --replace to replace existing ones.`,
    );
  }
  if (!json) {
    process.stdout.write(
      `${dryRun ? "Without --dry-run: " : ""}${formatCounts(imported)}, in ${cluster.associations}.\n`,
    );
  }
}

async function readOutput(path: string | undefined, source: string): Promise<EksOutput> {
  try {
    const content = path === undefined ? await buffer(process.stdin) : await readFile(path, "awsOutput");
    const output = decodeText(content, source);
    if (output.trim() === "") {
      // In a pipe, nothing else reports that the command before this one failed.
      throw new CommandError(
        "file_unusable",
        `${source} is empty. Check whether the command that should print associations failed, or had none to print.`,
      );
    }
    return readEksOutput(splitJson(output));
  } catch (error) {
    if (error instanceof CommandError || error instanceof UnusableFileError) {
      throw error;
    }
    if (error instanceof JsonStreamError) {
      throw new CommandError(
        "file_unusable",
        `${error.message} in ${source}. It must be the output of aws eks describe-pod-identity-association --output json.`,
      );
    }
    throw error instanceof FileAccessError
      ? new CommandError("file_unusable", error.message, { cause: error })
      : error;
  }
}

/** Finds why the output can't be imported, after the name of its source. */
function findProblem(
  { clusterNames, undescribed, unknown }: EksOutput,
  options: ImportOptions,
): string | undefined {
  if (unknown.length > 0) {
    return `has something else than the output of aws eks describe-pod-identity-association at line ${unknown.join(", ")}. Each JSON document must have the key "association".`;
  }
  if (undescribed.length > 0) {
    return `has the output of aws eks list-pod-identity-associations, which lacks the roles. Describe each association:\n\n${formatLoop(undescribed, options)}`;
  }
  return clusterNames.length > 1
    ? `has associations of several clusters: ${clusterNames.join(", ")}. Import one cluster at a time.`
    : undefined;
}

/**
 * Writes the shell commands that describe every association of EKS clusters, and import them.
 *
 * @param names - the clusters' names at AWS; they come from a file, so they are quoted
 */
function formatLoop(names: readonly string[], { config, cluster }: ClusterOptions): string {
  return names
    .map(
      (name) => `  for id in $(aws eks list-pod-identity-associations --cluster-name ${quoteForShell(name)} \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name ${quoteForShell(name)} --association-id "$id" --output json
  done | eks-auth association import --config ${quoteForShell(config)} --cluster ${quoteForShell(cluster)}`,
    )
    .join("\n\n");
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

function formatCounts(imported: readonly ImportedAssociation[]): string {
  const outcomes = ["added", "replaced", "unchanged"] as const;
  return outcomes
    .map((outcome) => `${imported.filter((one) => one.outcome === outcome).length} ${outcome}`)
    .join(", ");
}
