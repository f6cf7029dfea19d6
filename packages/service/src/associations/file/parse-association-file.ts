import { partitionOf } from "../../aws/partition.ts";
import type { ClusterIdentity } from "../../cluster/cluster.ts";
import { parseYamlFile } from "../../yaml-file/parse-yaml-file.ts";
import { type FileProblem, UnusableFileError } from "../../yaml-file/unusable-file-error.ts";
import { writePath } from "../../yaml-file/write-path.ts";
import type { FileEntry } from "./entry.ts";
import { createFileSchema } from "./file-schema.ts";

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
