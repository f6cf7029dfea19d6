import { type ClusterIdentity, partitionOf } from "../../names/arn.ts";
import type { Association } from "../association.ts";
import { type AssociationInput, type FileEntry, toAssociation } from "../file/entry.ts";
import type { AssociationNames } from "../precedence.ts";
import { changeEntries, checkInput } from "./change-entries.ts";
import { AssociationChangeError } from "./change-error.ts";

/**
 * Adds an association to a cluster's file, behind the others. All else in the file stays as it is, comments and
 * spaces included. When this returns, the association is on the disk; when it throws, the file is as it was. Others
 * may change the file at the same time, in other processes too.
 *
 * @param path - the file; it is made where it isn't there yet
 * @param options - `replace`: whether it may take the place of one for the same names
 * @throws AssociationChangeError where it can't be used, where there is one for the same names, where the file can't
 *   be written or others keep it busy
 * @throws UnusableFileError where the file can't be read or used as it is
 */
export async function addAssociation(
  path: string,
  cluster: ClusterIdentity,
  input: AssociationInput,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<Association> {
  const entry = checkInput(input, partitionOf(cluster.region));
  return changeEntries(path, cluster, (entries) => {
    const result = toAssociation(entry, cluster);
    const index = findEntry(entries, entry);
    if (index === -1) {
      return { add: [entry], result };
    }
    if (!replace) {
      throw new AssociationChangeError(
        "exists",
        `${path} has an association of ${nameOf(entry)} already, with the role ${entries[index]?.roleArn.arn}. Remove it first, or have it replaced.`,
      );
    }
    return { replace: new Map([[index, entry]]), result };
  });
}

/**
 * Removes an association from a cluster's file, under the promises of {@link addAssociation}.
 *
 * @param names - as the file has them, globs included
 * @returns what was removed
 * @throws AssociationChangeError where there is none for these names, where the file can't be written or others keep
 *   it busy
 * @throws UnusableFileError where the file can't be read or used as it is
 */
export async function removeAssociation(
  path: string,
  cluster: ClusterIdentity,
  names: AssociationNames,
): Promise<Association> {
  return changeEntries(path, cluster, (entries) => {
    const index = findEntry(entries, names);
    const entry = entries[index];
    if (entry === undefined) {
      throw new AssociationChangeError(
        "missing",
        `${path} has no association of ${nameOf(names)}. Name it as the file does.`,
      );
    }
    return { remove: index, result: toAssociation(entry, cluster) };
  });
}

function findEntry(entries: readonly FileEntry[], names: AssociationNames): number {
  return entries.findIndex((entry) => nameOf(entry) === nameOf(names));
}

function nameOf({ namespace, serviceAccount }: AssociationNames): string {
  return `${namespace}/${serviceAccount}`;
}
