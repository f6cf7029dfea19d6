import type { KeySet } from "./key-set.ts";
import type { DatedKeySet } from "./persisted-key-set.ts";

const fetchTimeoutMs = 5_000;
/** A dead issuer is asked no more often than this. */
const retryAfterFailureMs = 3_000;

/** One reading of an issuer's keys. */
export interface KeyReading {
  /** Settles when it has come to its end, well or not; it never rejects. */
  readonly done: Promise<void>;
  /** When it began, as `performance.now()` has it. */
  readonly startedAt: number;
}

/** Reads an issuer's keys, one reading at a time. */
export interface KeyRefresh {
  /** Why the last reading failed; `undefined` where it went well, or there was none. */
  readonly failure: { readonly error: unknown } | undefined;
  /**
   * Joins the reading in flight or begins one.
   *
   * @param atMostEveryMs - the time that must have passed since the last one began; none where it is left out
   * @returns `undefined` where the last one began, or failed, too short a time ago
   */
  start(atMostEveryMs?: number): KeyReading | undefined;
}

/** What a reading is made of, and who learns how it went. */
export interface KeyRefreshParts {
  /** Reads the keys, until the signal ends it after 5 s. */
  readonly fetchKeySet: (signal: AbortSignal) => Promise<KeySet>;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onSuccess: (keys: DatedKeySet) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Makes what reads an issuer's keys. Failed readings count as much as others, so that nobody can have it hammered. */
export function createKeyRefresh({ fetchKeySet, now, onSuccess, onFailure }: KeyRefreshParts): KeyRefresh {
  let inFlight: KeyReading | undefined;
  let lastStart = Number.NEGATIVE_INFINITY;
  let failure: { readonly error: unknown; readonly at: number } | undefined;

  function isWithin(durationMs: number, start: number): boolean {
    const elapsedMs = now() - start;
    // A clock that was set back must not end all readings until it has caught up.
    return elapsedMs >= 0 && elapsedMs < durationMs;
  }

  async function read(): Promise<void> {
    lastStart = now();
    let keySet: KeySet;
    try {
      keySet = await fetchKeySet(AbortSignal.timeout(fetchTimeoutMs));
    } catch (error) {
      failure = { error, at: now() };
      onFailure(error);
      return;
    } finally {
      inFlight = undefined;
    }
    failure = undefined;
    onSuccess({ keySet, fetchedAt: lastStart });
  }

  return {
    get failure() {
      return failure;
    },
    start(atMostEveryMs = 0) {
      if (inFlight !== undefined) {
        return inFlight;
      }
      if (isWithin(atMostEveryMs, lastStart) || (failure && isWithin(retryAfterFailureMs, failure.at))) {
        return undefined;
      }
      const startedAt = performance.now();
      inFlight = { startedAt, done: read() };
      return inFlight;
    },
  };
}
