import type { JWTVerifyGetKey } from "jose";

/** Whose tokens are accepted. */
export interface TokenIssuer {
  /** What `iss` must equal, character by character. */
  readonly issuer: string;
  /** Finds the key of this issuer that a token names; `createIssuerKeys` and `createFileKeys` make it. */
  readonly keys: JWTVerifyGetKey;
  /** The longest life of a token that is accepted, in seconds; 24 h where it is left out. A minute more is let pass. */
  readonly maxTokenLifetimeSeconds?: number | undefined;
}
