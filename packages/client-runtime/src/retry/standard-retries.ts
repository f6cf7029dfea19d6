import { ServiceError } from "../errors/service-error.ts";
import { classifyError, type RetryKind } from "./classify.ts";
import { readRetryAfter } from "./retry-after.ts";

const quota = 500;

/** The longest pause that a client chooses, in milliseconds. */
const maxDelayMs = 20_000;

/** How much longer the service can make a pause, in milliseconds. */
const maxExtensionMs = 5_000;

/** What a try costs of the quota, and the pause before the second one. */
const settings = {
  throttling: { cost: 5, baseMs: 1_000 },
  transient: { cost: 14, baseMs: 50 },
} as const;

/** A retry that the quota allows. */
export interface Retry {
  readonly delayMs: number;
  readonly cost: number;
}

/** Decides on retries by the quota that all calls of a client share, so that a service that is down isn't overloaded. */
export interface Retries {
  /**
   * Decides on the pause after a failed try. It doesn't take from the quota.
   *
   * @param attempts - the number of tries so far
   * @param kind - by default by the error
   */
  plan(error: unknown, attempts: number, kind?: RetryKind): Retry | undefined;
  /** Takes a retry from the quota. */
  take(retry: Retry | undefined): void;
  /** Gives back what the last retry of a call took that succeeded. Without a retry, a little. */
  succeed(retry: Retry | undefined): void;
}

/** Creates the retries of a client, by the standard mode of the AWS SDKs: exponential pauses with full jitter. */
export function createRetries(): Retries {
  let available = quota;
  return {
    plan(error, attempts, kind = classifyError(error)) {
      if (kind === undefined || available < settings[kind].cost) {
        return undefined;
      }
      const { cost, baseMs } = settings[kind];
      const delayMs = Math.floor(Math.random() * Math.min(baseMs * 2 ** (attempts - 1), maxDelayMs));
      const after = error instanceof ServiceError ? readRetryAfter(error.headers, Date.now()) : undefined;
      return { cost, delayMs: Math.max(delayMs, Math.min(after ?? 0, delayMs + maxExtensionMs)) };
    },
    take(retry) {
      available -= retry?.cost ?? 0;
    },
    succeed(retry) {
      available = Math.min(quota, available + (retry?.cost ?? 1));
    },
  };
}
