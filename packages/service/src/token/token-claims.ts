import { readClaims } from "./claims.ts";
import type { VerifiedToken } from "./verified-token.ts";
import type { Claims } from "./verify-signature.ts";

/** A token's claims, and who it was made for by them, which is read once however many checks ask. */
export class TokenClaims {
  readonly claims: Claims;
  #subject: VerifiedToken | undefined;

  constructor(claims: Claims) {
    this.claims = claims;
  }

  /** @throws InvalidTokenError where a claim of Kubernetes is missing or malformed */
  get subject(): VerifiedToken {
    this.#subject ??= readClaims(this.claims);
    return this.#subject;
  }
}
