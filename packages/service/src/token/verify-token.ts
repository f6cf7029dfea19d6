import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { podIdentityAudience } from "../kubernetes/pod-identity-audience.ts";
import { readClaims } from "./claims.ts";
import { ExpiredTokenError, InvalidTokenError, type TokenCheck } from "./token-error.ts";
import type { VerifiedToken } from "./verified-token.ts";

/** What Kubernetes can sign with; nothing symmetric, so a public key is never a secret. */
const algorithms = ["RS256", "ES256", "ES384", "ES512"];

const leewaySeconds = 60;

/** Whose tokens are accepted. */
export interface TokenIssuer {
  /** What `iss` must equal, character by character. */
  readonly issuer: string;
  /** Finds the key of this issuer that a token names; `createIssuerKeys` makes it. */
  readonly keys: JWTVerifyGetKey;
  /** The longest life of a token that is accepted, in seconds; 24 h where it is left out. */
  readonly maxTokenLifetimeSeconds?: number | undefined;
}

/**
 * Verifies a pod's projected service-account token: that this issuer signed it, for this purpose, for this time.
 * Keys come from the issuer alone; what a token says of its own key (`jwk`, `jku`, `x5c`, `x5u`) is not read.
 *
 * @param token - the compact JWT
 * @param now - the time to judge it by; clocks may differ by 60 s
 * @throws ExpiredTokenError where it is past its end
 * @throws InvalidTokenError where any other check fails
 * @throws IssuerUnavailableError where the issuer's keys can't be had
 */
export async function verifyToken(
  token: string,
  { issuer, keys }: TokenIssuer,
  now: Date,
): Promise<VerifiedToken> {
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience: podIdentityAudience,
      clockTolerance: leewaySeconds,
      currentDate: now,
    }));
  } catch (error) {
    throw explain(error);
  }
  return readClaims(payload);
}

/** The library's own errors may quote or hold the token's claims, so none of them goes any further. */
function explain(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new ExpiredTokenError();
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return explainClaim(error.claim);
  }
  if (error instanceof errors.JOSEError) {
    const [check, reason] = reasons[error.code] ?? malformed;
    return new InvalidTokenError(check, reason);
  }
  return error;
}

function explainClaim(claim: string): InvalidTokenError {
  switch (claim) {
    case "iss":
      return new InvalidTokenError("issuer", "The iss claim is not the cluster's issuer.");
    case "aud":
      return new InvalidTokenError("audience", `The aud claim does not contain ${podIdentityAudience}.`);
    case "nbf":
      return new InvalidTokenError("not before", "The nbf claim is malformed or in the future.");
    default:
      return new InvalidTokenError("claims", `Claims are missing or malformed: ${claim}.`);
  }
}

const malformed: readonly [TokenCheck, string] = [
  "format",
  "The token is not a well-formed JWT, or has a critical header that is not supported.",
];

const reasons: Readonly<Record<string, readonly [TokenCheck, string]>> = {
  [errors.JOSEAlgNotAllowed.code]: ["algorithm", `The alg header is none of ${algorithms.join(", ")}.`],
  [errors.JWKSNoMatchingKey.code]: ["key", "None of the issuer's keys fits the kid and alg headers."],
  [errors.JWKSMultipleMatchingKeys.code]: [
    "key",
    "Several of the issuer's keys fit the kid and alg headers.",
  ],
  [errors.JWSSignatureVerificationFailed.code]: ["signature", "The signature is not by the issuer's key."],
};
