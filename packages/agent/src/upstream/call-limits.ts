import type { HttpHandlerOptions } from "@eks-auth/transport/aws-sdk";
import { ConfiguredRetryStrategy } from "@smithy/util-retry";
import { isUnknownKey } from "./api-reason.ts";

/** The limits of a try. A real response of the EKS Auth API has about 3 kB, one of STS about 2 kB. */
export const tryLimits: HttpHandlerOptions = {
  connectionTimeoutMs: 500,
  timeoutMs: 1_000,
  maxResponseBytes: 65_536,
};

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

/**
 * Ignores Retry-After. The AWS SDK would wait up to 5 seconds for it, longer than the pod's SDK waits for the agent. A
 * token whose key the service may not know yet is not tried again: the service reads new keys only some seconds later.
 */
class PromptRetryStrategy extends ConfiguredRetryStrategy {
  override async refreshRetryTokenForRetry(
    ...[token, error]: Parameters<RefreshToken>
  ): ReturnType<RefreshToken> {
    if (isUnknownKey(Object(error.error))) {
      // The AWS SDK then throws the response's error.
      throw new Error("Not tried again.");
    }
    const { retryAfterHint: _, ...known } = error;
    return super.refreshRetryTokenForRetry(token, known);
  }
}
