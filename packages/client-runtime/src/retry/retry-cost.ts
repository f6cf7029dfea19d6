import { ConnectionError } from "../errors/connection-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";

/** What a retry costs if the service has too many requests, or if something fails for a short time. */
export const retryCosts = { throttling: 5, transient: 14 } as const;

const throttlingNames =
  /^((Bandwidth|Request)LimitExceeded|(Limit|ProvisionedThroughput)ExceededException|PriorRequestNotComplete|SlowDown|(EC2|Request)?Throttl(ed|ing)(Exception)?|TooManyRequestsException|TransactionInProgressException)$/;

const transientNames = /^(RequestTimeout(Exception)?|TimeoutError)$/;

/** Codes of connections that failed. The others, above all of TLS, need another configuration. Bun has words. */
const connectionCodes = /^(E(AI_AGAIN|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)|UND_ERR|Connection)/;

/**
 * Finds out what another try costs after an error, as the AWS SDKs do.
 *
 * @returns 0 if another try would fail in the same way
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function findRetryCost(error: unknown): number {
  if (error instanceof ServiceError) {
    const { name, status, retryable } = error;
    if (status === 429 || retryable === "throttling" || throttlingNames.test(name)) {
      return retryCosts.throttling;
    }
    return retryable || [500, 502, 503, 504].includes(status) || transientNames.test(name)
      ? retryCosts.transient
      : 0;
  }
  return error instanceof TimeoutError ||
    (error instanceof ConnectionError && connectionCodes.test(error.systemCode ?? "Connection"))
    ? retryCosts.transient
    : 0;
}
