import { IssuerUnavailableError, type TokenIssuer } from "../keys/key-source.ts";
import { type ClaimRules, claimChecks, claimRulesOf } from "./claim-checks.ts";
import { type DecodedToken, decodeToken, describeCheck } from "./describe-check.ts";
import { TokenClaims } from "./token-claims.ts";
import { ExpiredTokenError, InvalidTokenError, type TokenCheck, tokenChecks } from "./token-error.ts";
import { verifySignature } from "./verify-token.ts";

/** How one check of a token went. */
export interface InspectedCheck {
  readonly check: TokenCheck;
  /** Where the signature can't be verified, the claims prove nothing, so the checks of them are not reached. */
  readonly status: "passed" | "failed" | "not reached";
  /**
   * What was found and, unless it passed, what was expected. It may hold claims and the headers `alg` and `kid`,
   * never the token's text or its signature.
   */
  readonly message: string;
}

/** What a token's owner may know of it. */
export interface TokenInspection {
  /** Whether `verifyToken` accepts it. */
  readonly accepted: boolean;
  /** All checks, in their order. */
  readonly checks: readonly InspectedCheck[];
}

/**
 * Explains a token to its owner, check by check. It goes by the same checks as `verifyToken`, whose error is that of
 * the first that failed. Where the issuer's keys can't be had, the check of the key has failed and says why.
 *
 * @param token - the compact JWT
 * @param now - the time to judge it by
 * @throws what the issuer's `keys` throws and isn't its own
 */
export async function inspectToken(token: string, issuer: TokenIssuer, now: Date): Promise<TokenInspection> {
  const rules = claimRulesOf(issuer, now);
  const failures = await findFailures(token, issuer, rules);
  const decoded = decodeToken(token);
  const checks = tokenChecks.map((check) => explainCheck(check, failures, decoded, rules));
  return { accepted: failures.size === 0, checks };
}

async function findFailures(
  token: string,
  issuer: TokenIssuer,
  rules: ClaimRules,
): Promise<Map<TokenCheck, string>> {
  const failures = new Map<TokenCheck, string>();
  const record = (error: unknown): void => {
    if (error instanceof IssuerUnavailableError) {
      failures.set("key", error.message);
    } else if (error instanceof InvalidTokenError || error instanceof ExpiredTokenError) {
      failures.set(error.check, error.message);
    } else {
      throw error;
    }
  };
  try {
    const tokenClaims = new TokenClaims(await verifySignature(token, issuer.keys));
    for (const { require } of claimChecks) {
      try {
        require(tokenClaims, rules);
      } catch (error) {
        record(error);
      }
    }
  } catch (error) {
    record(error);
  }
  return failures;
}

function explainCheck(
  check: TokenCheck,
  failures: ReadonlyMap<TokenCheck, string>,
  token: DecodedToken,
  rules: ClaimRules,
): InspectedCheck {
  const { found, expected } = describeCheck(check, token, rules);
  const reason = failures.get(check);
  if (reason !== undefined) {
    return { check, status: "failed", message: `${reason} Found: ${found}. Expected: ${expected}.` };
  }
  return isReached(check, failures)
    ? { check, status: "passed", message: `${found}.` }
    : { check, status: "not reached", message: `Found: ${found}. Expected: ${expected}.` };
}

/** Up to the signature each check needs the one before it; those of claims need the signature alone. */
function isReached(check: TokenCheck, failures: ReadonlyMap<TokenCheck, string>): boolean {
  const needed = tokenChecks.slice(0, Math.min(tokenChecks.indexOf(check), signatureIndex + 1));
  return !needed.some((earlier) => failures.has(earlier));
}

const signatureIndex = tokenChecks.indexOf("signature");
