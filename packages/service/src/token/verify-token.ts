import { compactVerify, errors, type JWTVerifyGetKey } from "jose";
import type { TokenIssuer } from "../keys/key-source.ts";
import { parseJson } from "../network/parse-json.ts";
import { claimChecks, claimRulesOf } from "./claim-checks.ts";
import { TokenClaims, type VerifiedToken } from "./token-claims.ts";
import { InvalidTokenError, type TokenCheck } from "./token-error.ts";

/**
 * Verifies a pod's projected service-account token: that this issuer signed it, for this purpose, for this time.
 *
 * @param token - the compact JWT
 * @param now - the time to judge it by; clocks may differ by less than 60 s
 * @throws ExpiredTokenError where it is past its end
 * @throws InvalidTokenError where any other check fails
 * @throws IssuerUnavailableError where the issuer's keys can't be had
 */
export async function verifyToken(token: string, issuer: TokenIssuer, now: Date): Promise<VerifiedToken> {
  const tokenClaims = new TokenClaims(await verifySignature(token, issuer.keys));
  const rules = claimRulesOf(issuer, now);
  for (const { require } of claimChecks) {
    require(tokenClaims, rules);
  }
  return tokenClaims.subject;
}

/** What Kubernetes can sign with; nothing symmetric, so a public key is never a secret. */
export const signatureAlgorithms: readonly string[] = ["RS256", "ES256", "ES384", "ES512"];

/** A token's claims, by name. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Verifies that one of an issuer's keys signed a token. The keys come from the issuer alone; what a token says of its
 * own key (`jwk`, `jku`, `x5c`, `x5u`) is not read.
 *
 * @returns the claims, as they are
 * @throws InvalidTokenError where the format, the algorithm, the key or the signature is wrong
 * @throws what `keys` throws but jose's errors, `IssuerUnavailableError` for one
 */
export async function verifySignature(token: string, keys: JWTVerifyGetKey): Promise<Claims> {
  requireCompactForm(token);
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(token, requireKeyId(keys), { algorithms: [...signatureAlgorithms] }));
  } catch (error) {
    throw explain(error);
  }
  const claims = parseJson(payload);
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) {
    throw new InvalidTokenError("format", malformed);
  }
  return claims as Claims;
}

/**
 * The library lets spaces, padding and unused bits pass in a signature, so that one token would have many texts. Whoever
 * keeps something by a token's text, such as an agent's cache, should know it by one.
 */
function requireCompactForm(token: string): void {
  const parts = token.split(".");
  const isCanonical = (part: string): boolean =>
    Buffer.from(part, "base64url").toString("base64url") === part;
  if (parts.length !== 3 || !parts.every(isCanonical)) {
    throw new InvalidTokenError("format", malformed);
  }
}

/** Without an ID, whatever key there is would be tried; Kubernetes names one in each token. */
function requireKeyId(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    if (header.crit !== undefined) {
      throw new InvalidTokenError("format", malformed);
    }
    if (typeof header.kid !== "string" || header.kid === "") {
      throw new InvalidTokenError("key", "The token names no key in its kid header.");
    }
    return keys(header, token);
  };
}

/** The library's own errors may quote or hold the token's claims, so none of them goes any further. */
function explain(error: unknown): unknown {
  if (error instanceof errors.JOSEError) {
    const [check, reason] = reasons[error.code] ?? ["format", malformed];
    return new InvalidTokenError(check, reason);
  }
  return error;
}

const malformed = "The token is not a well-formed JWT, or has a critical header that is not supported.";

const reasons: Readonly<Record<string, readonly [TokenCheck, string]>> = {
  [errors.JOSEAlgNotAllowed.code]: [
    "algorithm",
    `The alg header is none of ${signatureAlgorithms.join(", ")}.`,
  ],
  [errors.JWKSNoMatchingKey.code]: ["key", "None of the issuer's keys fits the kid and alg headers."],
  [errors.JWKSMultipleMatchingKeys.code]: [
    "key",
    "Several of the issuer's keys fit the kid and alg headers.",
  ],
  [errors.JWSSignatureVerificationFailed.code]: ["signature", "The signature is not by the issuer's key."],
};
