import { hash } from "node:crypto";
import type { NewAssociation } from "../association-editor.ts";
import { AssociationChangeError } from "../change-error.ts";
import type { FileEntry } from "../file/entry.ts";
import { type AssociationNames, associationKey } from "../precedence.ts";

/** Enough of a SHA-256 digest that no two are equal by chance: 96 bits. */
const digestLength = 16;

/**
 * Computes the digest of a request to create an association: that of its token and, after a dot, that of its other members.
 * The token itself is not stored.
 *
 * @returns undefined if the request has no token
 */
export function digestRequest({ requestToken, ...association }: NewAssociation): string | undefined {
  return requestToken === undefined
    ? undefined
    : `${digest(requestToken)}.${digest(JSON.stringify(sortMembers(association)))}`;
}

/**
 * Finds the association that the same request has created before.
 *
 * @param entry - to create
 * @param existing - the associations that there are
 * @param digestOf - returns the digest of the request that created an association, if it had a token
 * @returns undefined if the request has no token, or a new one
 * @throws AssociationChangeError `token_reused` if a request with the same token and other values has created one
 */
export function findRepeated<Existing extends AssociationNames>(
  entry: FileEntry,
  existing: Iterable<Existing>,
  digestOf: (existing: Existing) => string | undefined,
): Existing | undefined {
  const { requestDigest } = entry;
  if (requestDigest === undefined) {
    return undefined;
  }
  for (const each of existing) {
    const digest = digestOf(each);
    if (digest === requestDigest) {
      return each;
    }
    if (digest !== undefined && hasSameToken(digest, requestDigest)) {
      throw new AssociationChangeError(
        "token_reused",
        `The request to create an association for ${associationKey(entry)} has the token of the request that created that for ${associationKey(each)}, and other values. Use a new token.`,
      );
    }
  }
  return undefined;
}

function hasSameToken(one: string, other: string): boolean {
  return one.slice(0, digestLength) === other.slice(0, digestLength);
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, digestLength);
}

/** Lists the members of maps in the order of their keys. Members that are undefined are left out. */
function sortMembers(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, member]) => [key, sortMembers(member)])
    : value;
}
