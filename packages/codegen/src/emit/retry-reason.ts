import type { ErrorStructure } from "../model/service.ts";

const throttlingNames =
  /Throttl|^((Bandwidth|Request)LimitExceeded|PriorRequestNotComplete|SlowDown|((Limit|ProvisionedThroughput)Exceeded|TooManyRequests|TransactionInProgress)Exception)$/;

const transientStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * Finds out why clients try again after an error, by the rules of AWS SDKs: the trait `@retryable`, the status or the name.
 * The generated clients follow the same rules at run time.
 *
 * @returns undefined if they don't
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function findRetryReason({
  name,
  status,
  retryable,
}: Pick<ErrorStructure, "name" | "status" | "retryable">): "throttling" | "transient" | undefined {
  if (status === 429 || retryable === "throttling" || throttlingNames.test(name)) {
    return "throttling";
  }
  return (
    retryable ?? (transientStatuses.has(status) || /RequestTimeout/.test(name) ? "transient" : undefined)
  );
}
