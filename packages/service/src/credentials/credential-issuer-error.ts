/**
 * Why no credentials were issued: the role doesn't let us assume it; what was asked for makes no sense together or
 * is too large; a value is out of its limits; there were too many requests; or the source is down, slow, or doesn't
 * know this service.
 */
export type CredentialErrorCode =
  | "role refused"
  | "invalid request"
  | "invalid parameter"
  | "throttled"
  | "unavailable";

/** A source of credentials gave none. The message is for the operator; it and the error hold no secret. */
export class CredentialIssuerError extends Error {
  override readonly name = "CredentialIssuerError";
  /** What kind of failure it is; a caller is answered by it. */
  readonly kind: CredentialErrorCode;

  /** @param reason - what, where and what to do, as sentences without anything that must not be logged */
  constructor(kind: CredentialErrorCode, reason: string) {
    super(reason);
    this.kind = kind;
  }
}
