import { ConnectionError } from "../errors/connection-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";

/** Why another try can help: the service has too many requests, or something failed for a short time. */
export type RetryKind = "throttling" | "transient";

const throttlingNames =
  /^(BandwidthLimitExceeded|EC2ThrottledException|LimitExceededException|PriorRequestNotComplete|ProvisionedThroughputExceededException|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|Throttl(ed|ing)(Exception)?|TooManyRequestsException|TransactionInProgressException)$/;

const transientNames = /^(RequestTimeout(Exception)?|TimeoutError)$/;

/** Codes of connections that failed. The others, above all of TLS, need a change of the configuration. Bun has words. */
const connectionCodes = /^(E(AI_AGAIN|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)|UND_ERR|Connection)/;

/**
 * Classifies the error of a try as the AWS SDKs do.
 *
 * @returns undefined if another try would fail in the same way
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function classifyError(error: unknown): RetryKind | undefined {
  if (error instanceof ServiceError) {
    const { name, status, retryable } = error;
    return status === 429 || throttlingNames.test(name)
      ? "throttling"
      : (retryable ??
          (/^50[0234]$/.test(`${status}`) || transientNames.test(name) ? "transient" : undefined));
  }
  const isTransient =
    error instanceof TimeoutError ||
    (error instanceof ConnectionError && connectionCodes.test(error.systemCode ?? "Connection"));
  return isTransient ? "transient" : undefined;
}
