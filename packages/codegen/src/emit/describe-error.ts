import type { ErrorStructure } from "../model/service.ts";

const throttlingNames =
  /Throttl|^((Bandwidth|Request)LimitExceeded|PriorRequestNotComplete|SlowDown|((Limit|ProvisionedThroughput)Exceeded|TooManyRequests|TransactionInProgress)Exception)$/;

const retriedStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Describes an error for the comment of its class: what the model says about it, its status, and whether clients retry.
 *
 * @returns CommonMark
 */
export function describeError(error: ErrorStructure): string {
  return [error.documentation, describeHandling(error)].filter((text) => text !== "").join("\n\n");
}

/** Describes how an error is sent and what clients do with it: `HTTP status 404. Clients do not retry it.` */
export function describeHandling(error: ErrorStructure): string {
  return `HTTP status ${error.status}. Clients ${isRetried(error) ? "retry it" : "do not retry it"}.`;
}

/**
 * Whether clients try again after an error, by the rules of AWS SDKs: the trait `@retryable`, the status or the name.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function isRetried({ name, status, retryable }: ErrorStructure): boolean {
  return retryable !== undefined || retriedStatuses.has(status) || throttlingNames.test(name);
}
