import { createHash } from "node:crypto";
import { EksApiError } from "./eks-api-error.ts";

/** The items of a page, as on EKS. */
export const defaultPageSize = 100;

/** The bytes of the digest at the start of a token. */
const digestLength = 12;

/**
 * Creates the token for the page after an item. The digest binds it to what is listed, so that a token of another cluster or
 * filter is noticed. It is no secret: the caller's rights are checked for each page.
 *
 * @param listed - what is listed: the names of a cluster and of the filters
 * @param after - the last item of the page
 */
export function createNextToken(listed: readonly unknown[], after: string): string {
  return Buffer.concat([digest(listed, after), Buffer.from(after)]).toString("base64url");
}

/**
 * Reads the item after which a page begins.
 *
 * @param listed - as in {@link createNextToken}
 * @returns undefined for the first page
 * @throws EksApiError `next_token_invalid` if it is not a token for what is listed
 */
export function readNextToken(listed: readonly unknown[], token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  const after = Buffer.from(token, "base64url").subarray(digestLength).toString();
  if (createNextToken(listed, after) !== token) {
    throw new EksApiError(
      "next_token_invalid",
      "The nextToken is not one of this list. Use the nextToken of the last response with the same parameters, or none.",
    );
  }
  return after;
}

function digest(listed: readonly unknown[], after: string): Buffer {
  const text = JSON.stringify([...listed.map((part) => part ?? null), after]);
  return createHash("sha256").update(text).digest().subarray(0, digestLength);
}
