import { ConnectionError } from "../errors/connection-error.ts";
import { ServiceError } from "../errors/service-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";

/** What a retry costs if the service has too many requests. */
export const throttlingCost = 5;

/** What a retry costs if something failed for a short time. */
const transientCost = 14;

const throttlingNames =
  /Throttl|^((Bandwidth|Request)LimitExceeded|PriorRequestNotComplete|SlowDown|((Limit|ProvisionedThroughput)Exceeded|TooManyRequests|TransactionInProgress)Exception)$/;

/** Codes of errors that need another configuration: those of TLS. */
const lastingCodes = /CERT|PROTO|SIGNATURE|SSL|TLS/;

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
      return throttlingCost;
    }
    return retryable || /^50[0234]|RequestTimeout/.test(status + name) ? transientCost : 0;
  }
  const isTransient =
    error instanceof TimeoutError ||
    (error instanceof ConnectionError && !lastingCodes.test(error.systemCode ?? ""));
  return isTransient ? transientCost : 0;
}
