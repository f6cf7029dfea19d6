/** The checks that a token must pass, in their order; the first that fails ends it. */
export const tokenChecks = [
  "format",
  "algorithm",
  "key",
  "signature",
  "issuer",
  "audience",
  "not before",
  "expiry",
  "lifetime",
  "claims",
  "subject",
] as const;

/** A check that a token must pass. */
export type TokenCheck = (typeof tokenChecks)[number];

/**
 * A token failed a check. The message says which and why, for the operator. It holds nothing of the token's
 * text, and neither has it a cause that might.
 */
export class InvalidTokenError extends Error {
  override readonly name = "InvalidTokenError";
  /** The check that failed. */
  readonly check: TokenCheck;

  /** @param reason - why, as a sentence without anything that must not be logged */
  constructor(check: TokenCheck, reason: string) {
    super(reason);
    this.check = check;
  }
}

/** A token is past its end, and past the leeway for clocks that differ. */
export class ExpiredTokenError extends Error {
  override readonly name = "ExpiredTokenError";
  /** The check that failed. */
  readonly check: TokenCheck = "expiry";

  constructor() {
    super("The token is past its exp claim.");
  }
}
