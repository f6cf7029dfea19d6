import type { FailedTry } from "./failed-try.ts";
import { findRetryCost } from "./retry-cost.ts";
import { chooseRetryDelay } from "./retry-delay.ts";

/** What a client can spend on retries, so that it doesn't overload a service that is down. Successful calls refill it. */
const maxQuota = 500;

/**
 * Does tries until one succeeds.
 *
 * @param signal - ends the pauses. If it aborts, the result never comes
 * @param isRepeatable - whether there can be more than one
 * @param work - does one
 * @throws the last try's error
 */
export type Retry = <T>(
  signal: AbortSignal,
  isRepeatable: boolean,
  work: (attempt: number) => Promise<T>,
) => Promise<T>;

/**
 * Creates the retries of a client. All its calls have one quota for them.
 *
 * @param maxAttempts - the most tries of a call
 * @param retryDelay - replaces the pauses
 */
export function createRetry(
  maxAttempts: number,
  retryDelay: ((failed: FailedTry) => number | undefined) | undefined,
): Retry {
  let quota = maxQuota;
  return async (signal, isRepeatable, work) => {
    let cost = 0;
    for (let attempts = 1; ; attempts++) {
      try {
        const result = await work(attempts);
        quota = Math.min(maxQuota, quota + (cost || 1));
        return result;
      } catch (error) {
        if (attempts >= maxAttempts || !isRepeatable || signal.aborted) {
          throw error;
        }
        cost = findRetryCost(error);
        cost = cost <= quota ? cost : 0;
        let delayMs = cost ? chooseRetryDelay(error, attempts, cost) : undefined;
        delayMs = retryDelay ? retryDelay({ error, attempts, delayMs }) : delayMs;
        if (delayMs === undefined) {
          throw error;
        }
        quota -= cost;
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, delayMs);
          // What waits for this call has its reason already.
          signal.addEventListener("abort", () => clearTimeout(timer));
        });
      }
    }
  };
}
