import type { DatedKeySet, KeySet } from "./key-set.ts";

const fetchTimeoutMs = 5_000;
/** A failed fetch is not repeated sooner than this. */
const retryAfterFailureMs = 3_000;

/** One fetch of an issuer's keys. */
interface KeyFetch {
  /** Resolves when the fetch has succeeded or failed. It never rejects. */
  readonly done: Promise<void>;
  /** When it started, in milliseconds, as `performance.now()` counts. */
  readonly startedAt: number;
}

/** Fetches an issuer's keys, one fetch at a time. */
interface KeyRefresh {
  /** The error of the last fetch; undefined if it succeeded, or there was none. */
  readonly failure: { readonly error: unknown } | undefined;
  /**
   * Joins the running fetch, or starts one.
   *
   * @param minIntervalMs - the shortest time since the last fetch started; 0 by default
   * @returns undefined if the last fetch started, or failed, too recently
   */
  start(minIntervalMs?: number): KeyFetch | undefined;
  /**
   * Starts a fetch when an interval since the last start is over. A successful fetch until then, or {@link stop}, cancels
   * it. More calls do not postpone it.
   *
   * @returns when it starts, in milliseconds since 1970
   */
  startLater(intervalMs: number): number;
  /** Cancels a fetch that has not started, and allows no later one of {@link startLater}. */
  stop(): void;
}

interface KeyRefreshOptions {
  /** Fetches the keys. The signal aborts it after 5 s. */
  readonly fetchKeySet: (signal: AbortSignal) => Promise<KeySet>;
  /** The current time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onSuccess: (keys: DatedKeySet) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Creates the fetcher of an issuer's keys. Failed fetches count too, so that no client can make it flood the issuer. */
export function createKeyRefresh({ fetchKeySet, now, onSuccess, onFailure }: KeyRefreshOptions): KeyRefresh {
  let running: KeyFetch | undefined;
  let lastStart = Number.NEGATIVE_INFINITY;
  let later: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined;
  let isStopped = false;
  let failure: { readonly error: unknown; readonly at: number } | undefined;

  function isWithin(durationMs: number, start: number): boolean {
    const elapsedMs = now() - start;
    // If the clock was set back, fetches must not stop until it has caught up.
    return elapsedMs >= 0 && elapsedMs < durationMs;
  }

  async function fetchKeys(): Promise<void> {
    lastStart = now();
    let keySet: KeySet;
    try {
      keySet = await fetchKeySet(AbortSignal.timeout(fetchTimeoutMs));
    } catch (error) {
      failure = { error, at: now() };
      onFailure(error);
      return;
    } finally {
      running = undefined;
    }
    failure = undefined;
    cancelLater();
    onSuccess({ keySet, fetchedAt: lastStart });
  }

  function cancelLater(): void {
    clearTimeout(later?.timer);
    later = undefined;
  }

  function start(minIntervalMs = 0): KeyFetch | undefined {
    if (running !== undefined) {
      return running;
    }
    if (isWithin(minIntervalMs, lastStart) || (failure && isWithin(retryAfterFailureMs, failure.at))) {
      return undefined;
    }
    const startedAt = performance.now();
    running = { startedAt, done: fetchKeys() };
    return running;
  }

  return {
    get failure() {
      return failure;
    },
    start,
    startLater(intervalMs) {
      if (isStopped) {
        return now() + intervalMs;
      }
      if (later === undefined) {
        const delayMs = isWithin(intervalMs, lastStart) ? lastStart + intervalMs - now() : 0;
        const timer = setTimeout(() => {
          later = undefined;
          start();
        }, delayMs);
        // The timer does not keep the process running.
        later = { timer: timer.unref(), at: now() + delayMs };
      }
      return later.at;
    },
    stop() {
      isStopped = true;
      cancelLater();
    },
  };
}
