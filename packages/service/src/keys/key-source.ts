import type { KeyObject } from "node:crypto";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { JWTVerifyGetKey } from "jose";
import { FileAccessError } from "../files/file-access-error.ts";

/**
 * Finds the key that a token's header names. It rejects with {@link IssuerUnavailableError} if the keys are not
 * available, with `UnknownKeyError` if the token may be newer than the keys, and with jose's errors if no key matches or
 * several do.
 */
export type KeySource = JWTVerifyGetKey;

/** A key source that reads an issuer's keys, caches them and reads them again. */
export interface CachedKeySource extends KeySource {
  /** Creates a key source with the same cache. Use a new one for each token whose verification is cached. */
  track(): TrackedKeys;
  /** Reads the keys now, unless they are fresh. It never rejects: the log says if they are not available. */
  refresh(): Promise<void>;
  /** The state of the cache. */
  readonly status: KeyStatus;
  /** Stops reading the keys in the background. */
  close(): void;
}

/** The state of an issuer's cached keys. */
export interface KeyStatus {
  /** When the keys in use were read, in milliseconds since 1970; undefined if there are none. */
  readonly readAt: number | undefined;
  /** Why the last attempt to read them failed; undefined if it succeeded, or there was none. */
  readonly failure: UnavailableReason | undefined;
}

/** A key source that remembers which of the issuer's key sets it found its last key in. */
export interface TrackedKeys extends KeySource {
  /**
   * Whether that key set is still the newest, and needs no refresh. If not, verify the token again: the key can have been
   * withdrawn. Cheap enough to call for each request.
   */
  isCurrent(): boolean;
}

/** A key, and whether its key set is still the newest and needs no refresh. */
export interface FoundKey {
  readonly key: KeyObject;
  readonly isCurrent: () => boolean;
}

/** What a cached key source is made of. */
interface KeyCache extends Pick<CachedKeySource, "refresh" | "close"> {
  /** Finds a key like a {@link KeySource}. */
  readonly find: (...request: Parameters<KeySource>) => Promise<FoundKey>;
  readonly getStatus: () => KeyStatus;
}

/** Creates a key source that caches. */
export function createCachedKeySource({ find, refresh, close, getStatus }: KeyCache): CachedKeySource {
  function track(): TrackedKeys {
    let isCurrent = (): boolean => false;
    async function findKey(...request: Parameters<KeySource>): Promise<KeyObject> {
      const found = await find(...request);
      isCurrent = found.isCurrent;
      return found.key;
    }
    return Object.assign(findKey, { isCurrent: () => isCurrent() });
  }
  const findKey: KeySource = async (...request) => (await find(...request)).key;
  const source = Object.assign(findKey, { track, refresh, close });
  return Object.defineProperty(source, "status", { get: getStatus }) as CachedKeySource;
}

/** An issuer whose tokens are accepted. */
export interface TokenIssuer {
  /** The exact value of the tokens' `iss` claim. It is read only after a key was found. */
  readonly issuer: string;
  /** Finds this issuer's keys; created by `createIssuerKeys` or `createFileKeys`. */
  readonly keys: KeySource;
  /** The longest token lifetime that is accepted, in seconds; 24 h by default. 60 s more are tolerated. */
  readonly maxTokenLifetimeSeconds?: number | undefined;
  /** Whether a token must have no other audience than `pods.eks.amazonaws.com`; by default it can have more. */
  readonly strictAudience?: boolean | undefined;
}

/**
 * Why an issuer's keys are not available: `timeout` if they are still being fetched when the caller's time is over,
 * `unreachable` if there was no response or no file, `invalid` if what was read is not usable.
 */
export type UnavailableReason = "timeout" | "unreachable" | "invalid";

/** An issuer's keys are not available, so its tokens can be neither accepted nor refused. */
export class IssuerUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/IssuerUnavailableError";
  override readonly name = "IssuerUnavailableError";
  readonly code = "issuer_unavailable";
  readonly reason: UnavailableReason;

  /**
   * @param source - the issuer, or the file of its keys
   * @param cause - what failed
   * @param reason - by default that of the cause
   */
  constructor(source: string, cause: unknown, reason: UnavailableReason = reasonOf(cause)) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    super(`The keys of ${source} are not available: ${problem}`, { cause });
    this.reason = reason;
  }
}

/** Keys could not be read. The message is for operators. */
export class KeyReadError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/KeyReadError";
  override readonly name = "KeyReadError";
  readonly code: Exclude<UnavailableReason, "timeout">;

  constructor(code: Exclude<UnavailableReason, "timeout">, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

function reasonOf(cause: unknown): UnavailableReason {
  if (cause instanceof FileAccessError) {
    return ["file_unreadable", "file_timeout"].includes(cause.code) ? "unreachable" : "invalid";
  }
  return cause instanceof KeyReadError ? cause.code : "invalid";
}
