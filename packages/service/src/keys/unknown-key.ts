import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { FlattenedJWSInput } from "jose";
import { parseJson } from "../network/parse-json.ts";

/** Caches and other servers of an issuer can publish a new key this much later than it signs. */
const maxPublicationDelayMs = 600_000;
/** Clocks can differ by this much. */
const leewayMs = 60_000;

/**
 * A token's key is not among the issuer's keys, but the token may be newer than these. So it can be neither accepted nor
 * refused until they are read again.
 */
export class UnknownKeyError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/UnknownKeyError";
  override readonly name = "UnknownKeyError";
  readonly code = "unknown_key";
  /** When the keys will have been read again, in whole seconds from now. */
  readonly retryAfterSeconds: number;

  /** @param source - the issuer, or the file of its keys */
  constructor(source: string, retryAfterSeconds: number) {
    super(
      `None of the keys of ${source} has the token's kid, which may be new. They are read again in ${retryAfterSeconds} s. ` +
        "If that does not help, the token is of another cluster, or a copy of the keys is old.",
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The last successful reading of an issuer's keys, and the next. All times are in milliseconds since 1970. */
interface KeyReadings {
  readonly last: number;
  readonly next: number;
  readonly now: number;
}

/**
 * Checks that a token is older than the issuer's keys, so that a key that they do not have is not a new one. The token is
 * not verified, so its `iat` claim can be forged: a forged token then gets another error, but is not accepted.
 *
 * @param source - the issuer, or the file of its keys
 * @throws UnknownKeyError if the token may be newer than the keys
 */
export function requireOlderToken(
  source: string,
  { payload }: Pick<FlattenedJWSInput, "payload">,
  { last, next, now }: KeyReadings,
): void {
  const claims = parseJson(Buffer.from(String(payload), "base64url")) as { iat?: unknown } | null | undefined;
  const issuedAt = typeof claims?.iat === "number" ? claims.iat * 1000 : Number.NaN;
  if (issuedAt >= last - maxPublicationDelayMs && issuedAt <= now + leewayMs) {
    throw new UnknownKeyError(source, Math.max(1, Math.ceil((next - now) / 1000)));
  }
}
