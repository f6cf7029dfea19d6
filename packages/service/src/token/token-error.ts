import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The names of a token's checks, in order. The first that fails rejects the token. */
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

/** The name of a check that a token must pass. */
export type TokenCheck = (typeof tokenChecks)[number];

/**
 * A token failed a check other than its expiry. The message says why, for the operator. It holds nothing of the token's
 * text, and there is no cause that could.
 */
export class InvalidTokenError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/InvalidTokenError";
  override readonly name = "InvalidTokenError";
  readonly code = "token_invalid";
  /** The check that failed. */
  readonly check: TokenCheck;

  /** @param message - a sentence without anything that must not be logged */
  constructor(check: TokenCheck, message: string) {
    super(message);
    this.check = check;
  }
}

/** A token has expired, by more than the leeway for clocks that differ. */
export class ExpiredTokenError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/ExpiredTokenError";
  override readonly name = "ExpiredTokenError";
  readonly code = "token_expired";
  /** The check that failed. */
  readonly check: TokenCheck = "expiry";

  constructor() {
    super("The token is past its exp claim.");
  }
}
