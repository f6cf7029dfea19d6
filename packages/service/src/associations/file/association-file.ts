import { decodeText } from "../../files/decode-text.ts";
import { findDuplicateKeys } from "../../files/duplicate-keys.ts";
import { UnusableFileError } from "../../files/file-error.ts";
import type { FilePermissions } from "../../files/read-file.ts";
import { parseYamlFile } from "../../files/yaml-file.ts";
import { formatPath } from "../../files/yaml-issue.ts";
import { array, type Schema, strictObject } from "../../validation/index.ts";
import type { ClusterRules } from "../association-rules.ts";
import { associationKey } from "../precedence.ts";
import { findWorkerProgram } from "../run-in-worker.ts";
import { type AssociationTable, createAssociationTable } from "./association-table.ts";
import { createEntrySchema, type FileEntry } from "./entry.ts";
import { FileAssociations } from "./file-associations.ts";
import { parseInWorker } from "./parse-in-worker.ts";
import { type MissingFileOptions, readAssociationFile } from "./read-association-file.ts";

/**
 * Loads a cluster's associations from a YAML file. The file is read once; later changes are not seen.
 *
 * @param path - a file with a list `associations`; each entry has at least `namespace`, `serviceAccount` and `roleArn`
 * @param cluster - its `allowGroupWrite` is for the file; false by default
 * @throws UnusableFileError if the file cannot be read, must not be trusted, or is not valid
 */
export async function loadAssociationFile(
  path: string,
  cluster: ClusterRules & FilePermissions,
  options: MissingFileOptions = {},
): Promise<FileAssociations> {
  const content = await readAssociationFile(path, cluster, options);
  return content === undefined ? openEmptyFile(cluster) : parseAssociations(content, path, cluster);
}

/** Opens the associations of a file that has none, or does not exist. */
export function openEmptyFile(cluster: ClusterRules): Promise<FileAssociations> {
  return FileAssociations.open(createAssociationTable([]), cluster);
}

/** A file of this size has about 300 entries and takes a few milliseconds, or 20 ms with as many aliases as possible. */
export const maxInlineBytes = 32_768;

/** How an association file is parsed. */
export interface ParseOptions {
  /** Ends the worker thread. */
  readonly signal?: AbortSignal;
  /**
   * Whether to parse a large file on this thread, too: for a process that answers no requests yet. A worker thread takes
   * longer to start than most files take to parse.
   */
  readonly isStart?: boolean | undefined;
}

/**
 * Parses an association file, in a worker thread if it is large.
 *
 * @param content - its bytes; those of a large file cannot be used after this call
 * @param path - the file's path, for messages
 * @throws UnusableFileError with the problems of the file
 */
export async function parseAssociations(
  content: Buffer<ArrayBuffer>,
  path: string,
  cluster: ClusterRules,
  { signal, isStart = false }: ParseOptions = {},
): Promise<FileAssociations> {
  const program = content.length > maxInlineBytes && !isStart ? findWorkerProgram() : undefined;
  const table =
    program === undefined
      ? parseAssociationTable(content, path, cluster)
      : await parseInWorker(program, { content, path, cluster }, signal);
  return FileAssociations.open(table, cluster);
}

/** Parses an association file on this thread, with the parameters and errors of {@link parseAssociations}. */
export function parseAssociationTable(
  content: Uint8Array,
  path: string,
  cluster: ClusterRules,
): AssociationTable {
  return createAssociationTable(parseEntries(decodeText(content, path), path, cluster));
}

/**
 * Parses the text of an association file and checks every entry.
 *
 * @param path - the file's path, for messages
 * @throws UnusableFileError with every problem of the file
 */
export function parseEntries(text: string, path: string, cluster: ClusterRules): readonly FileEntry[] {
  const { content, lineOf } = parseYamlFile(text, path, createFileSchema(cluster));
  const lineOfEntry = (index: number): number => lineOf(["associations", index]);
  const keys = content.associations.map(associationKey);
  const duplicates = findDuplicateKeys(keys, (index, first) => ({
    line: lineOfEntry(index),
    message: `${formatPath(["associations", index])} is for ${keys[index]}, like the one at line ${lineOfEntry(first)}; a service account has one role. Remove one of the two.`,
  }));
  if (duplicates.length > 0) {
    throw UnusableFileError.ofProblems(path, duplicates);
  }
  return content.associations;
}

/**
 * Creates the schema of an association file. The message of each issue says what is allowed, after "it". AWS's limit of
 * 5,000 associations for a cluster does not apply.
 *
 * @param cluster - the rules for its associations
 */
export function createFileSchema(
  cluster: ClusterRules,
): Schema<{ readonly associations: readonly FileEntry[] }> {
  return strictObject(
    {
      associations: array(createEntrySchema(cluster), "must be a list of associations").describe(
        "The roles of service accounts.",
      ),
    },
    'must have the key "associations" and no other',
  );
}
