import { ConfiguredRetryStrategy } from "@smithy/util-retry";

/** How long a connection may take, in milliseconds. */
export const connectionTimeoutMs = 500;

/** How long a try may take, from the connection to the last byte of the answer, in milliseconds. */
export const tryTimeoutMs = 1_000;

const tries = 3;
/** The longest pause before the second try, in milliseconds; it may be twice as long before the third. */
const longestPauseMs = 200;

type Strategy = ConfiguredRetryStrategy["refreshRetryTokenForRetry"];

/** Heeds no Retry-After, of which the AWS SDK waits up to 5 seconds: the pod's SDK has given up by then. */
class PromptRetryStrategy extends ConfiguredRetryStrategy {
  override refreshRetryTokenForRetry(...[token, error]: Parameters<Strategy>): ReturnType<Strategy> {
    const { retryAfterHint: _, ...known } = error;
    return super.refreshRetryTokenForRetry(token, known);
  }
}

/**
 * Makes what has a failed call tried again, where another try may help. The AWS SDK's own pauses grow to a second and more
 * where a call was throttled: by then the pod's SDK has given up waiting for the agent, and asks once more.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function createRetryStrategy(): ConfiguredRetryStrategy {
  return new PromptRetryStrategy(tries, (pause) => Math.random() * longestPauseMs * 2 ** (pause - 1));
}
