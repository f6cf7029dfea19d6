import { setTimeout } from "node:timers/promises";

const firstMs = 250;
/** The API server is noticed again within this time. */
const maxMs = 10_000;
/** An API server can ask for more. */
const maxRetryAfterMs = 60_000;

/** Waits between attempts: longer after each failure, and for a random time, so that replicas do not act at once. */
export class Backoff {
  #failures = 0;

  /** How many attempts failed since the last success. */
  get failures(): number {
    return this.#failures;
  }

  succeed(): void {
    this.#failures = 0;
  }

  /**
   * Counts a failure, and waits.
   *
   * @param retryAfterSeconds - the least time to wait, as the API server asked for
   * @throws Error if the signal aborts the wait
   */
  async fail(signal: AbortSignal, retryAfterSeconds = 0): Promise<void> {
    this.#failures += 1;
    const longest = Math.min(firstMs * 2 ** Math.min(this.#failures - 1, 10), maxMs);
    const wanted = Math.min(retryAfterSeconds * 1_000, maxRetryAfterMs);
    await setTimeout(wanted + longest * (0.5 + Math.random() / 2), undefined, { signal });
  }
}
