import type { HandlerOptions } from "./options.ts";

/** What a handler allows, each limit with its value. */
export type Limits = Required<Omit<HandlerOptions, "onStart" | "onEnd" | "onError">>;

/** The largest time that a timer takes, in milliseconds: a longer one would ring at once. */
const maxTimerMs = 2_147_483_647;

/**
 * Reads the limits out of a handler's options, with a default for each that isn't set.
 *
 * @throws TypeError where one isn't a whole number in its range
 */
export function resolveLimits(options: HandlerOptions): Limits {
  return {
    maxBodyBytes: resolve("maxBodyBytes", options.maxBodyBytes, 262_144, 0),
    maxStreamedBodyBytes: resolve("maxStreamedBodyBytes", options.maxStreamedBodyBytes, 104_857_600, 0),
    maxJsonDepth: resolve("maxJsonDepth", options.maxJsonDepth, 128, 1),
    bodyTimeoutMs: resolve("bodyTimeoutMs", options.bodyTimeoutMs, 10_000, 1, maxTimerMs),
    operationTimeoutMs: resolve("operationTimeoutMs", options.operationTimeoutMs, 30_000, 1, maxTimerMs),
    maxConcurrentRequests: resolve("maxConcurrentRequests", options.maxConcurrentRequests, 1_000, 1),
  };
}

function resolve(
  name: keyof Limits,
  value: number | undefined,
  byDefault: number,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  if (value === undefined) {
    return byDefault;
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new TypeError(`The option ${name} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
