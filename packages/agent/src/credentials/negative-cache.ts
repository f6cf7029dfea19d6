import { UpstreamError } from "../core/errors.ts";
import { FairCache } from "../core/fair-cache.ts";
import type { PodToken } from "../token/pod-token.ts";

/** How long a rejection is cached. An association that was just added should soon work. */
const rejectionTtlMs = 5_000;
/**
 * How long another failure is cached. Each call has already made its three tries. SDKs retry two or three times, each after
 * a second: the first retry is answered from this cache, the second leads to a call.
 */
const failureTtlMs = 1_500;

interface Failure {
  readonly error: UpstreamError;
  /** On the monotonic clock. */
  readonly endsAt: number;
}

/** Recent failures of the API, by token: if one token of a pod is rejected, another can be good. */
export class NegativeCache {
  readonly #failures: FairCache<string, Failure>;

  /** @param size - how many failures are cached */
  constructor(size: number) {
    this.#failures = new FairCache(size);
  }

  /** Finds the recent failure of a token. */
  find({ hash }: PodToken): UpstreamError | undefined {
    const failure = this.#failures.get(hash);
    return failure !== undefined && performance.now() < failure.endsAt ? failure.error : undefined;
  }

  /** Removes all failures. */
  clear(): void {
    this.#failures.clear();
  }

  /**
   * Caches the failure of a token for some seconds, or for as long as the API will give the same answer. Unexpected errors
   * are not cached.
   *
   * @param client - the address that the token comes from
   */
  add({ hash }: PodToken, error: unknown, client: string): void {
    if (error instanceof UpstreamError) {
      const ttlMs = error.dropsCredentials ? rejectionTtlMs : Math.max(failureTtlMs, error.retryAfterMs ?? 0);
      this.#failures.set(hash, { error, endsAt: performance.now() + ttlMs }, client);
    }
  }
}
