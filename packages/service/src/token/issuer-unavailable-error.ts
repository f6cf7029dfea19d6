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
