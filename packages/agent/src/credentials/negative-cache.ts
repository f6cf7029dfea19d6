import { LRUCache } from "lru-cache";
import { UpstreamError } from "../core/errors.ts";
import type { PodToken } from "../token/pod-token.ts";

/** How long a rejection is cached. An association that was just added should soon work. */
const rejectionTtlMs = 5_000;
/**
 * How long another failure is cached. Each call has already made its three tries. SDKs retry two or three times, each after
 * a second: the first retry is answered from this cache, the second leads to a call.
 */
const failureTtlMs = 1_500;

/** A monotonic clock. With a resolution of 0, lru-cache reads it each time and sets no timer. */
const monotonicClock = { perf: { now: () => performance.now() }, ttlResolution: 0 };

/** Recent failures of the API, by token: if one token of a pod is rejected, another can be good. */
export class NegativeCache {
  readonly #errors: LRUCache<string, UpstreamError>;

  /** @param size - how many failures are cached */
  constructor(size: number) {
    this.#errors = new LRUCache({ ...monotonicClock, max: size });
  }

  /** Finds the recent failure of a token. */
  find({ hash }: PodToken): UpstreamError | undefined {
    return this.#errors.get(hash);
  }

  /**
   * Caches the failure of a token for some seconds, or for as long as the API will give the same answer. Unexpected errors
   * are not cached.
   */
  add({ hash }: PodToken, error: unknown): void {
    if (error instanceof UpstreamError) {
      const ttl = error.dropsCredentials ? rejectionTtlMs : Math.max(failureTtlMs, error.retryAfterMs ?? 0);
      this.#errors.set(hash, error, { ttl });
    }
  }
}
