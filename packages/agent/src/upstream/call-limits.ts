import { ConnectionError, type FailedTry, ServiceError } from "@eks-auth/client-light";
import { ProxyRefusedError } from "@eks-auth/transport";
import { isUnknownKey } from "./api-reason.ts";

/** The limits of a try. A real response of the EKS Auth API has about 3 kB, one of STS about 2 kB. */
export const tryLimits = { connectionTimeoutMs: 500, timeoutMs: 1_000, maxResponseBytes: 65_536 };

/** How many tries a call has. */
export const maxAttempts = 3;

/** The longest pause before the second try, in milliseconds. Before the third try it is twice as long. */
const longestPauseMs = 200;

/**
 * Chooses the pause before the next try of a call to the API. AWS's standard pauses grow to more than a second if a call is
 * throttled, and Retry-After can ask for longer: by then the pod's SDK no longer waits for the agent. A token whose key the
 * service may not know yet is not tried again: the service reads new keys only some seconds later.
 *
 * @returns milliseconds; undefined to fail
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function chooseRetryDelay({ error, attempts, delayMs }: FailedTry): number | undefined {
  return isTransient(error, delayMs !== undefined)
    ? Math.random() * longestPauseMs * 2 ** (attempts - 1)
    : undefined;
}

/** @param byDefault - whether AWS SDKs would try again */
function isTransient(error: unknown, byDefault: boolean): boolean {
  const cause = error instanceof ConnectionError ? error.cause : undefined;
  return cause instanceof ProxyRefusedError
    ? cause.status >= 500
    : byDefault && !(error instanceof ServiceError && isUnknownKey(error));
}
