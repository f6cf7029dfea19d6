import { hash } from "node:crypto";
import type { NewAssociation } from "../association-editor.ts";

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

/** Whether two requests have the same token. */
export function hasSameToken(one: string, other: string): boolean {
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
