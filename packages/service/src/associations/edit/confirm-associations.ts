import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import { parseEntries } from "../file/association-file.ts";
import { rewriteFile } from "./rewrite-file.ts";

/**
 * Confirms the content of a cluster's file: a service that holds it back, because it has lost more than half of its
 * associations, applies it within 2 s. The file stays as it is; its digest is written to a file next to it.
 *
 * @returns the number of associations
 * @throws AssociationChangeError if the file does not exist, its folder cannot be written, or other processes keep it locked
 * @throws UnusableFileError if the file cannot be read or is not valid
 */
export function confirmAssociations(path: string, cluster: ClusterRules): Promise<number> {
  return rewriteFile(path, (text) => {
    if (text === undefined) {
      throw new AssociationChangeError(
        "missing",
        `${path} does not exist, so it has no associations to confirm.`,
      );
    }
    return { text: undefined, result: parseEntries(text, path, cluster).length, confirm: true };
  });
}
