import { maxAssociations } from "../association-editor.ts";
import { AssociationChangeError } from "../change-error.ts";
import { hasSameToken } from "../edit/request-digest.ts";
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
  const key = associationKey(entry);
  const { requestDigest } = entry;
  const repeated = requestDigest === undefined ? undefined : findRepeated(registry, requestDigest);
  if (repeated !== undefined) {
    if (repeated.more?.requestDigest === requestDigest) {
      return repeated;
    }
    throw new AssociationChangeError(
      "token_reused",
      `The request to create an association for ${key} has the token of the request that created that for ${associationKey(repeated)}, and other values. Use a new token.`,
    );
  }
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

function findRepeated(registry: AssociationRegistry, digest: string): StoredAssociation | undefined {
  for (const stored of registry.valid()) {
    if (hasSameToken(stored.more?.requestDigest ?? "", digest)) {
      return stored;
    }
  }
  return undefined;
}
