import type { ClusterIdentity } from "../../cluster/cluster.ts";
import { readYamlText } from "../../yaml-file/read-yaml-text.ts";
import { FileAssociations } from "./file-associations.ts";
import { parseAssociationFile } from "./parse-association-file.ts";

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
