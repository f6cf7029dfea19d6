import { type CompactVerifyResult, compactVerify, errors } from "jose";
import type { KeySource, TokenIssuer } from "../keys/key-source.ts";
import { type ClaimRules, claimChecks, claimRulesOf } from "./claim-checks.ts";
import { decodePart } from "./decode-part.ts";
import { TokenClaims, type VerifiedToken } from "./token-claims.ts";
import { InvalidTokenError, type TokenCheck } from "./token-error.ts";

/**
 * Verifies a pod's projected service-account token: its signature by this issuer, then its claims.
 *
 * @param token - the compact JWT
 * @param now - the time of the check; clocks can differ by less than 60 s
 * @throws ExpiredTokenError if the token has expired
 * @throws InvalidTokenError if any other check fails
 * @throws IssuerUnavailableError if the issuer's keys are not available
 * @throws UnknownKeyError if the key is not among them, and the token may be newer than they are
 */
export async function verifyToken(token: string, issuer: TokenIssuer, now: Date): Promise<VerifiedToken> {
  return (await verifyClaims(token, issuer.keys, () => claimRulesOf(issuer, now))).subject;
}

/**
 * Verifies a service-account token, with other rules than those of a pod's token.
 *
 * @param getRules - is called when the signature is verified, because the issuer can be found together with its keys
 * @returns its claims
 * @throws the errors of {@link verifyToken}
 */
export async function verifyClaims(
  token: string,
  keys: KeySource,
  getRules: () => ClaimRules,
): Promise<TokenClaims> {
  const tokenClaims = await verifySignature(token, keys);
  const rules = getRules();
  for (const { require } of claimChecks) {
    require(tokenClaims, rules);
  }
  return tokenClaims;
}

/** The algorithms that Kubernetes can sign with. None is symmetric, so a public key is never used as a secret. */
export const signatureAlgorithms: readonly string[] = ["RS256", "ES256", "ES384", "ES512"];

/**
 * Verifies that a token was signed by one of an issuer's keys. Only the issuer's own keys count: key headers of the
 * token (`jwk`, `jku`, `x5c`, `x5u`) are ignored.
 *
 * @returns the claims, unchecked
 * @throws InvalidTokenError if the format, the algorithm, the key or the signature is wrong
 * @throws IssuerUnavailableError, UnknownKeyError, or any other error of `keys` that is not jose's
 */
export async function verifySignature(token: string, keys: KeySource): Promise<TokenClaims> {
  requireCompactForm(token);
  let verified: CompactVerifyResult;
  try {
    verified = await compactVerify(token, requireKeyId(keys), { algorithms: [...signatureAlgorithms] });
  } catch (error) {
    throw toTokenError(error);
  }
  const claims = decodePart(verified.payload);
  if (claims === undefined) {
    throw new InvalidTokenError("format", malformed);
  }
  // requireKeyId has checked that there is one.
  return new TokenClaims(claims, verified.protectedHeader.kid as string);
}

/**
 * The library accepts spaces, padding and unused bits in a signature, and a byte order mark in the header, so one token
 * could have many texts. A cache that is keyed by the token's text, such as an agent's, should see only one.
 */
function requireCompactForm(token: string): void {
  const parts = token.split(".");
  const isCanonical = (part: string): boolean =>
    Buffer.from(part, "base64url").toString("base64url") === part;
  const header = Buffer.from(parts[0] ?? "", "base64url");
  if (parts.length !== 3 || !parts.every(isCanonical) || decodePart(header) === undefined) {
    throw new InvalidTokenError("format", malformed);
  }
}

/** Without a key ID, the library tries any key. Every token of Kubernetes has one. */
function requireKeyId(keys: KeySource): KeySource {
  return async (header, token) => {
    if (header.crit !== undefined) {
      throw new InvalidTokenError("format", malformed);
    }
    if (typeof header.kid !== "string" || header.kid === "") {
      throw new InvalidTokenError("key", "The token has no kid header.");
    }
    return keys(header, token);
  };
}

/** The library's errors can hold the token's claims, so they are replaced. */
function toTokenError(error: unknown): unknown {
  if (error instanceof errors.JOSEError) {
    return new InvalidTokenError(...(failures[error.code] ?? ["format", malformed]));
  }
  return error;
}

const malformed = "The token is not a well-formed JWT, or has a critical header that is not supported.";

const failures: Readonly<Record<string, readonly [TokenCheck, string]>> = {
  [errors.JOSEAlgNotAllowed.code]: [
    "algorithm",
    `The alg header is none of ${signatureAlgorithms.join(", ")}.`,
  ],
  [errors.JWKSNoMatchingKey.code]: ["key", "None of the issuer's keys matches the kid and alg headers."],
  [errors.JWKSMultipleMatchingKeys.code]: [
    "key",
    "Several of the issuer's keys match the kid and alg headers.",
  ],
  [errors.JWSSignatureVerificationFailed.code]: [
    "signature",
    "The signature was not made by the issuer's key.",
  ],
};
