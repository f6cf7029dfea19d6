import { decodeClaims } from "../core/decode-claims.ts";

/** Claims of a token that was not verified, for messages and to choose a cluster. They prove nothing. */
export interface UnverifiedClaims {
  /** The `iss` claim; undefined if it is not a text. */
  readonly issuer: string | undefined;
  /** The texts of the `aud` claim. */
  readonly audiences: readonly string[];
}

/** Reads claims of a token. Claims that are malformed are left out; it never throws. */
export function readUnverifiedClaims(token: string): UnverifiedClaims {
  const { iss, aud } = decodeClaims(token);
  return {
    issuer: typeof iss === "string" ? iss : undefined,
    audiences: [aud].flat().filter((each) => typeof each === "string"),
  };
}
