/** A failed try, about which the option `retryDelay` decides. */
export interface FailedTry {
  readonly error: unknown;
  /** The number of tries so far. */
  readonly attempts: number;
  /** What the client waits by default, in milliseconds; undefined if it doesn't try again. */
  readonly delayMs: number | undefined;
}
