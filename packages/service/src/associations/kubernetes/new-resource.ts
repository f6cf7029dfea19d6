import { maxAssociations } from "../association-editor.ts";
import { AssociationChangeError } from "../change-error.ts";
import { findRepeated } from "../edit/request-digest.ts";
import type { FileEntry } from "../file/entry.ts";
import { associationKey } from "../precedence.ts";
import type { AssociationRegistry } from "./association-registry.ts";
import type { StoredAssociation } from "./stored-association.ts";

/**
 * Checks whether an association can be created.
 *
 * @returns the association that the same request has created before
 * @throws AssociationChangeError `exists`, `limit`, or `token_reused`
 */
export function requireNew(registry: AssociationRegistry, entry: FileEntry): StoredAssociation | undefined {
  const repeated = findRepeated(entry, registry.valid(), ({ more }) => more?.requestDigest);
  if (repeated !== undefined) {
    return repeated;
  }
  const key = associationKey(entry);
  if (registry.inUse(entry) !== undefined) {
    throw new AssociationChangeError(
      "exists",
      `There is an association for ${key} already. Update it, or delete it first.`,
    );
  }
  if (registry.size >= maxAssociations) {
    throw new AssociationChangeError(
      "limit",
      `The cluster has ${registry.size} association resources, and no more than ${maxAssociations} can be created. Delete unused ones, or create the resource with kubectl.`,
    );
  }
  return undefined;
}
