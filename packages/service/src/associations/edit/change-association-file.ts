import type { ManagedAssociation } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import type { AssociationInput, FileEntry } from "../file/entry.ts";
import { toManagedAssociation } from "../file/managed-entry.ts";
import { type AssociationNames, associationKey } from "../precedence.ts";
import { changeEntries, validateInput } from "./change-entries.ts";
import { replaceEntry } from "./replace-entry.ts";

/**
 * Adds an association at the end of a cluster's file. Everything else in the file stays as it is, including comments and
 * spaces. When this returns, the association is on disk; if it throws, the file is unchanged. Other processes can change
 * the file at the same time.
 *
 * @param path - the file; it is created if it does not exist
 * @param options - `replace`: whether to replace an association for the same names
 * @throws AssociationChangeError if the input is not valid, an association for the same names exists, the file cannot be
 * written, or other processes keep it locked
 * @throws UnusableFileError if the existing file cannot be read or is not valid
 */
export async function addAssociation(
  path: string,
  cluster: ClusterRules,
  input: AssociationInput,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<ManagedAssociation> {
  const entry = validateInput(input, cluster);
  return changeEntries(path, cluster, (entries) => {
    const index = findEntry(entries, entry);
    const existing = entries[index];
    if (existing === undefined) {
      return { add: [entry], result: toManagedAssociation(entry, cluster) };
    }
    if (!replace) {
      throw new AssociationChangeError(
        "exists",
        `${path} already has an association for ${associationKey(entry)}, with the role ${existing.roleArn.arn}. Remove it first, or replace it.`,
      );
    }
    const replaced = replaceEntry(existing, entry);
    return { replace: new Map([[index, replaced]]), result: toManagedAssociation(replaced, cluster) };
  });
}

/**
 * Removes an association from a cluster's file, with the guarantees of {@link addAssociation}.
 *
 * @param names - as in the file, including globs
 * @returns the removed association
 * @throws AssociationChangeError if there is none for these names, the file cannot be written, or other processes keep it
 * locked
 * @throws UnusableFileError if the file cannot be read or is not valid
 */
export async function removeAssociation(
  path: string,
  cluster: ClusterRules,
  names: AssociationNames,
): Promise<ManagedAssociation> {
  return changeEntries(path, cluster, (entries) => {
    const index = findEntry(entries, names);
    const entry = entries[index];
    if (entry === undefined) {
      throw new AssociationChangeError(
        "missing",
        `${path} has no association for ${associationKey(names)}. Use the names in the file, including globs.`,
      );
    }
    return { remove: index, result: toManagedAssociation(entry, cluster) };
  });
}

function findEntry(entries: readonly FileEntry[], names: AssociationNames): number {
  const key = associationKey(names);
  return entries.findIndex((entry) => associationKey(entry) === key);
}
