import { ConfiguredRetryStrategy } from "@smithy/util-retry";

/** How long connecting can take, in milliseconds. */
export const connectionTimeoutMs = 500;

/** How long a try can take, from connecting to the last byte of the response, in milliseconds. */
export const tryTimeoutMs = 1_000;

const tries = 3;
/** The longest pause before the second try, in milliseconds. Before the third try it is twice as long. */
const longestPauseMs = 200;

/**
 * Creates the retry strategy of calls to the API. The AWS SDK's own pauses grow to more than a second if a call is
 * throttled: by then the pod's SDK no longer waits for the agent.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function createRetryStrategy(): ConfiguredRetryStrategy {
  return new PromptRetryStrategy(tries, (pause) => Math.random() * longestPauseMs * 2 ** (pause - 1));
}

type RefreshToken = ConfiguredRetryStrategy["refreshRetryTokenForRetry"];

/** Ignores Retry-After. The AWS SDK would wait up to 5 seconds for it, longer than the pod's SDK waits for the agent. */
class PromptRetryStrategy extends ConfiguredRetryStrategy {
  override refreshRetryTokenForRetry(...[token, error]: Parameters<RefreshToken>): ReturnType<RefreshToken> {
    const { retryAfterHint: _, ...known } = error;
    return super.refreshRetryTokenForRetry(token, known);
  }
}
