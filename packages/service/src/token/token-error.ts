/** The checks that a token must pass; the first that fails ends it. */
export type TokenCheck =
  | "format"
  | "algorithm"
  | "key"
  | "signature"
  | "issuer"
  | "audience"
  | "not before"
  | "lifetime"
  | "claims"
  | "subject";

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

  constructor() {
    super("The token is past its exp claim.");
  }
}
