/** A request rate. */
export interface RequestLimit {
  /** The sustained rate. */
  readonly perSecond: number;
  /** How many requests can come at once. */
  readonly burst: number;
}

/**
 * A token bucket: it is full at first, loses a token with each request, and gains tokens with time.
 *
 * @see https://en.wikipedia.org/wiki/Token_bucket
 */
export class TokenBucket {
  #limit: RequestLimit;
  /** Below zero if more was charged than there was. */
  #tokens: number;
  /** On the monotonic clock. */
  #filledAt = performance.now();

  /** @param limit - how many tokens it gains in a second, more than 0, and how many it can hold, at least 1 */
  constructor(limit: RequestLimit) {
    this.#limit = limit;
    this.#tokens = limit.burst;
  }

  /** The limit. A new one counts from the next call, also for the time before. */
  get limit(): RequestLimit {
    return this.#limit;
  }

  set limit(limit: RequestLimit) {
    this.#limit = limit;
  }

  /** @returns false, and takes nothing, if there is no whole token */
  tryTake(): boolean {
    this.#fill();
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }

  /** Takes a token, even if there is none. */
  charge(): void {
    this.#fill();
    this.#tokens -= 1;
  }

  /** The time until there is a whole token, in seconds; 0 if there is one. */
  get secondsUntilNext(): number {
    this.#fill();
    return Math.max(0, (1 - this.#tokens) / this.#limit.perSecond);
  }

  /** Whether it holds all that it can, like a new one. */
  get isFull(): boolean {
    this.#fill();
    return this.#tokens === this.#limit.burst;
  }

  #fill(): void {
    const now = performance.now();
    const { perSecond, burst } = this.#limit;
    // The clock of a test can go back to the system's.
    const elapsedMs = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#tokens = Math.min(burst, this.#tokens + (elapsedMs * perSecond) / 1_000);
  }
}
