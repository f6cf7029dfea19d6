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

/** An issuer's keys can't be had, so its tokens can neither be accepted nor refused. */
export class IssuerUnavailableError extends Error {
  override readonly name = "IssuerUnavailableError";

  /**
   * @param source - whose keys, or the file that they should be in
   * @param cause - what went wrong
   */
  constructor(source: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The keys of ${source} can't be had: ${reason}`, { cause });
  }
}
