import { ServiceError } from "../errors/service-error.ts";
import { throttlingCost } from "./retry-cost.ts";

/** The longest pause that a client chooses, in milliseconds. */
const maxDelayMs = 20_000;

/** How much longer the service can make a pause, in milliseconds. */
const maxExtensionMs = 5_000;

/**
 * Chooses the pause before another try: twice as long as the one before, with full jitter. The service can make it longer.
 *
 * @param attempts - the number of tries so far
 * @param cost - of the retry
 * @returns milliseconds
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function chooseRetryDelay(error: unknown, attempts: number, cost: number): number {
  const firstMs = cost === throttlingCost ? 1_000 : 50;
  const delayMs = Math.floor(Math.random() * Math.min(firstMs * 2 ** (attempts - 1), maxDelayMs));
  const afterMs = error instanceof ServiceError ? readRetryAfter(error.headers) : 0;
  return Math.max(delayMs, Math.min(afterMs, delayMs + maxExtensionMs));
}

/** Reads how long the service asks to wait, in milliseconds. The result is 0 if it doesn't, or not understandably. */
export function readRetryAfter(headers: Readonly<Record<string, string>>): number {
  const after = headers["retry-after"] ?? "";
  return Number(headers["x-amz-retry-after"]) || Number(after) * 1_000 || Date.parse(after) - Date.now() || 0;
}
