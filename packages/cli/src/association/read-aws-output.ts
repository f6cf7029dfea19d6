import { buffer } from "node:stream/consumers";
import { UnusableFileError } from "@eks-auth/service";
import { decodeText, FileAccessError, readFile } from "@eks-auth/service/read-file";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { quoteForShell } from "../core/output.ts";
import { type EksOutput, readEksOutput } from "./eks-output.ts";
import { JsonStreamError, splitJson } from "./split-json.ts";

/**
 * Reads associations to import from the output of the `aws eks` commands.
 *
 * @param path - the file with the output; standard input if undefined
 * @param importOptions - the options of this command that name the target, for a message
 * @throws CommandError `file_unusable` if it can't be imported; the message has the fix
 */
export async function readAwsOutput(
  path: string | undefined,
  importOptions: readonly string[],
): Promise<EksOutput> {
  const source = path ?? "standard input";
  const output = await withFileErrors(readOutput(path, source));
  const problem = findProblem(output, importOptions);
  if (problem !== undefined) {
    throw new CommandError("file_unusable", `${source} ${problem}`);
  }
  return output;
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
  importOptions: readonly string[],
): string | undefined {
  if (unknown.length > 0) {
    return `has something else than the output of aws eks describe-pod-identity-association at line ${unknown.join(", ")}. Each JSON document must have the key "association".`;
  }
  if (undescribed.length > 0) {
    return `has the output of aws eks list-pod-identity-associations, which lacks the roles. Describe each association:\n\n${formatLoop(undescribed, importOptions)}`;
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
function formatLoop(names: readonly string[], importOptions: readonly string[]): string {
  const options = importOptions.map(quoteForShell).join(" ");
  return names
    .map(
      (name) => `  for id in $(aws eks list-pod-identity-associations --cluster-name ${quoteForShell(name)} \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name ${quoteForShell(name)} --association-id "$id" --output json
  done | eks-auth association import ${options}`,
    )
    .join("\n\n");
}
