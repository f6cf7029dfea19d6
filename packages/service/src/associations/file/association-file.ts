import { z } from "zod";
import { type FileProblem, UnusableFileError } from "../../files/file-error.ts";
import { parseYamlFile, readYamlText } from "../../files/yaml-file.ts";
import { explainMap, writePath } from "../../files/yaml-issue.ts";
import { type ClusterIdentity, partitionOf } from "../../names/arn.ts";
import { type AssociationInput, createEntrySchema, type FileEntry } from "./entry.ts";
import { FileAssociations } from "./file-associations.ts";

/**
 * Loads the associations of one cluster from a YAML file. The file is read once; a later change is not seen.
 *
 * @param path - the file: a list `associations`, each with `namespace`, `serviceAccount` and `roleArn` at least
 * @param cluster - whose associations they are
 * @throws UnusableFileError where the file can't be read or used
 */
export async function loadAssociationFile(path: string, cluster: ClusterIdentity): Promise<FileAssociations> {
  return readFileText(await readYamlText(path), path, cluster);
}

/**
 * Reads the associations that a file's text has.
 *
 * @throws UnusableFileError where it can't be used
 */
export function readFileText(text: string, path: string, cluster: ClusterIdentity): FileAssociations {
  return new FileAssociations(parseAssociationFile(text, path, cluster), cluster);
}

/**
 * Reads the text of a file of associations, and checks all of it.
 *
 * @param path - the file's name, for messages
 * @throws UnusableFileError with every problem of the file
 */
export function parseAssociationFile(
  text: string,
  path: string,
  cluster: ClusterIdentity,
): readonly FileEntry[] {
  const { content, lineOf } = parseYamlFile(text, path, createFileSchema(partitionOf(cluster.region)));
  const repeated = findRepeated(content.associations, (index) => lineOf(["associations", index]));
  if (repeated.length > 0) {
    throw UnusableFileError.ofProblems(path, repeated);
  }
  return content.associations;
}

function findRepeated(entries: readonly FileEntry[], lineOfEntry: (index: number) => number): FileProblem[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ namespace, serviceAccount }, index) => {
    const name = `${namespace}/${serviceAccount}`;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const message = `${writePath(["associations", index])} is for ${name}, as the one at line ${lineOfEntry(earlier)} is; a service account has one role. Remove one of the two.`;
    return [{ line: lineOfEntry(index), message }];
  });
}

/** What the whole file comes to. */
export interface FileContent {
  readonly associations: readonly FileEntry[];
}

/**
 * Makes the schema of a file of associations. The message of each issue says what is allowed, as the end of a
 * sentence that says what stands there. AWS's limit of 5,000 associations for a cluster isn't kept.
 *
 * @param partition - where all roles must be
 */
export function createFileSchema(
  partition: string,
): z.ZodType<FileContent, { associations: AssociationInput[] }> {
  return z.strictObject(
    {
      associations: z
        .array(createEntrySchema(partition), "must be a list of associations")
        .describe("Which service account gets which role."),
    },
    { error: explainMap('must have the key "associations" and no other') },
  );
}
