import { IssuerUnavailableError, type TokenIssuer, type UnavailableReason } from "../keys/key-source.ts";
import { UnknownKeyError } from "../keys/unknown-key.ts";
import { type ClaimRules, claimChecks, claimRulesOf } from "./claim-checks.ts";
import { type DecodedToken, decodeToken, describeCheck } from "./describe-check.ts";
import { TokenClaims } from "./token-claims.ts";
import { ExpiredTokenError, InvalidTokenError, type TokenCheck, tokenChecks } from "./token-error.ts";
import { verifySignature } from "./verify-token.ts";

type CheckFailure = InvalidTokenError | ExpiredTokenError | IssuerUnavailableError | UnknownKeyError;

/** The result of one check of a token. */
export interface InspectedCheck {
  readonly check: TokenCheck;
  /** `not reached` if the signature could not be verified, because the claims then prove nothing. */
  readonly status: "passed" | "failed" | "not reached";
  /** The code of the error, if the check failed. */
  readonly code?: CheckFailure["code"];
  /** Why the issuer's keys are not available, if that is why the check failed. */
  readonly reason?: UnavailableReason;
  /**
   * What was found and, unless the check passed, what was expected. It can hold claims and the headers `alg` and `kid`,
   * but never the token's text or signature.
   */
  readonly message: string;
}

/** The result of all checks of a token, for the token's owner. */
export interface TokenInspection {
  /** Whether `verifyToken` accepts the token. */
  readonly accepted: boolean;
  /** All checks, in order. */
  readonly checks: readonly InspectedCheck[];
}

/**
 * Runs every check of a token and explains the results to its owner. The checks are those of `verifyToken`, whose error
 * is that of the first failed check. If the issuer's keys are not available, the check of the key fails.
 *
 * @param token - the compact JWT
 * @param now - the time of the check
 * @throws any error of the issuer's `keys` that is not an IssuerUnavailableError or UnknownKeyError
 */
export async function inspectToken(token: string, issuer: TokenIssuer, now: Date): Promise<TokenInspection> {
  const rules = claimRulesOf(issuer, now);
  const failures: Failures = new Map();
  try {
    addClaimFailures(failures, await verifySignature(token, issuer.keys), rules);
  } catch (error) {
    addFailure(failures, error);
  }
  return { accepted: failures.size === 0, checks: explainChecks(token, failures, rules) };
}

/** The result of `verifyToken`. */
export interface Verification {
  /** Whether it accepted the token. */
  readonly isVerified: boolean;
  /** Otherwise its error. */
  readonly failure: unknown;
}

/**
 * Explains a verification that was made, without another look at the signature.
 *
 * @param token - the compact JWT
 * @param now - the time of the verification
 * @returns all checks, in order; none if the failure is not an error of `verifyToken`
 */
export function explainVerification(
  token: string,
  issuer: TokenIssuer,
  now: Date,
  { isVerified, failure }: Verification,
): readonly InspectedCheck[] {
  const rules = claimRulesOf(issuer, now);
  const failures: Failures = new Map();
  if (!isVerified) {
    if (!isCheckFailure(failure)) {
      return [];
    }
    if (isOfClaim(checkOf(failure))) {
      const { claims, header } = decodeToken(token);
      addClaimFailures(failures, new TokenClaims(claims, String(header.kid)), rules);
    }
    failures.set(checkOf(failure), failure);
  }
  return explainChecks(token, failures, rules);
}

type Failures = Map<TokenCheck, CheckFailure>;

function isCheckFailure(error: unknown): error is CheckFailure {
  return [IssuerUnavailableError, UnknownKeyError, InvalidTokenError, ExpiredTokenError].some(
    (one) => error instanceof one,
  );
}

function checkOf(failure: CheckFailure): TokenCheck {
  return "check" in failure ? failure.check : "key";
}

function isOfClaim(check: TokenCheck): boolean {
  return claimChecks.some((each) => each.check === check);
}

function addFailure(failures: Failures, error: unknown): void {
  if (!isCheckFailure(error)) {
    throw error;
  }
  failures.set(checkOf(error), error);
}

/** Makes all checks of claims that have a valid signature. */
function addClaimFailures(failures: Failures, tokenClaims: TokenClaims, rules: ClaimRules): void {
  for (const { require } of claimChecks) {
    try {
      require(tokenClaims, rules);
    } catch (error) {
      addFailure(failures, error);
    }
  }
}

function explainChecks(token: string, failures: Failures, rules: ClaimRules): readonly InspectedCheck[] {
  const decoded = decodeToken(token);
  return tokenChecks.map((check) => explainCheck(check, failures, decoded, rules));
}

function explainCheck(
  check: TokenCheck,
  failures: ReadonlyMap<TokenCheck, CheckFailure>,
  token: DecodedToken,
  rules: ClaimRules,
): InspectedCheck {
  const { found, expected } = describeCheck(check, token, rules);
  const failure = failures.get(check);
  if (failure !== undefined) {
    return {
      check,
      status: "failed",
      code: failure.code,
      ...(failure instanceof IssuerUnavailableError && { reason: failure.reason }),
      message: `${failure.message} Found: ${found}. Expected: ${expected}.`,
    };
  }
  return isReached(check, failures)
    ? { check, status: "passed", message: `${found}.` }
    : { check, status: "not reached", message: `Found: ${found}. Expected: ${expected}.` };
}

/** Up to the signature, each check needs all earlier ones. Checks of claims need only those up to the signature. */
function isReached(check: TokenCheck, failures: ReadonlyMap<TokenCheck, CheckFailure>): boolean {
  const needed = tokenChecks.slice(0, Math.min(tokenChecks.indexOf(check), signatureIndex + 1));
  return !needed.some((earlier) => failures.has(earlier));
}

const signatureIndex = tokenChecks.indexOf("signature");
