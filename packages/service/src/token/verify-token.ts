import { claimChecks, claimRulesOf } from "./claim-checks.ts";
import { TokenClaims } from "./token-claims.ts";
import type { TokenIssuer } from "./token-issuer.ts";
import type { VerifiedToken } from "./verified-token.ts";
import { verifySignature } from "./verify-signature.ts";

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
