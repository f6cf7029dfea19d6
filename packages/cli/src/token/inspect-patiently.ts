import { inspectToken, type TokenInspection, type TokenIssuer } from "@eks-auth/service";

/** The keys may take 5 s, and an inspection waits for 900 ms. */
const maxInspections = 6;

/** Inspects a token, and waits for the issuer's keys while they are on their way: whoever inspects has time. */
export async function inspectPatiently(token: string, issuer: TokenIssuer): Promise<TokenInspection> {
  let inspection = await inspectToken(token, issuer, new Date());
  for (let times = 1; times < maxInspections && isTooEarly(inspection); times++) {
    inspection = await inspectToken(token, issuer, new Date());
  }
  return inspection;
}

function isTooEarly({ checks }: TokenInspection): boolean {
  return checks.some(({ check, message }) => check === "key" && /did not come within/.test(message));
}
