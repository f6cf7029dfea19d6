import type { CallOptions } from "../client/options.ts";
import { ServiceError } from "../errors/service-error.ts";
import { pause } from "../time/pause.ts";
import { WaiterError } from "./waiter-error.ts";

/** What the result of a call means for a waiter. */
export type WaiterState = "success" | "failure" | "retry";

/** The options of a waiter. */
export interface WaiterOptions extends CallOptions {
  /** How long to wait, in milliseconds. */
  readonly maxWaitMs: number;
  /** The shortest pause between calls, in milliseconds; by default as the model says. */
  readonly minDelayMs?: number | undefined;
  /** The longest pause between calls, in milliseconds; by default as the model says. */
  readonly maxDelayMs?: number | undefined;
}

/** A waiter of a model, as generated. */
export interface Waiter<Output> {
  /** `ThingReady`. */
  readonly name: string;
  /** The pauses between calls, in seconds. */
  readonly minDelay: number;
  readonly maxDelay: number;
  /** @returns undefined if no acceptor matches, which means `retry` */
  readonly matchOutput: (output: Output) => WaiterState | undefined;
  /** @returns undefined if no acceptor matches, which ends the waiter */
  readonly matchError: (error: ServiceError) => WaiterState | undefined;
}

/**
 * Calls an operation until its result is the one that a waiter waits for.
 *
 * @param call - calls the operation
 * @returns the last output; undefined if an error of the service was waited for
 * @throws {WaiterError} if the state can't be reached any more, or not in time
 * @throws the error of a call that no acceptor matches
 * @throws the signal's reason if it aborts
 * @see https://smithy.io/2.0/additional-specs/waiters.html#waiter-workflow
 */
export async function waitUntil<Output>(
  waiter: Waiter<Output>,
  options: WaiterOptions,
  call: (options: CallOptions) => Promise<Output>,
): Promise<Output | undefined> {
  const { name, minDelay, maxDelay } = waiter;
  const shortest = options.minDelayMs ?? minDelay * 1_000;
  const longest = Math.max(shortest, options.maxDelayMs ?? maxDelay * 1_000);
  const end = performance.now() + options.maxWaitMs;
  for (let attempts = 1; ; attempts++) {
    const { state, output, error } = await tryOnce(waiter, options, call);
    if (state === "success") {
      return output;
    }
    const remaining = end - performance.now();
    if (state === "failure" || remaining <= shortest) {
      throw createError(name, state, attempts, output, error);
    }
    const delay = chooseDelay(attempts, shortest, longest);
    // The last call is one shortest pause before the end.
    await pause(remaining - delay <= shortest ? remaining - shortest : delay, options.signal);
  }
}

/** The result of a call, and what it means. */
interface Try<Output> {
  readonly state: WaiterState;
  readonly output?: Output;
  readonly error?: ServiceError;
}

async function tryOnce<Output>(
  { matchOutput, matchError }: Waiter<Output>,
  options: CallOptions,
  call: (options: CallOptions) => Promise<Output>,
): Promise<Try<Output>> {
  try {
    const output = await call(options);
    return { state: matchOutput(output) ?? "retry", output };
  } catch (error) {
    const state = error instanceof ServiceError ? matchError(error) : undefined;
    if (state === undefined) {
      throw error;
    }
    return { state, error: error as ServiceError };
  }
}

function createError(
  name: string,
  state: WaiterState,
  attempts: number,
  output: unknown,
  cause: ServiceError | undefined,
): WaiterError {
  const calls = attempts === 1 ? "1 call" : `${attempts} calls`;
  const result = cause === undefined ? "" : ` The last one failed with ${cause.name}.`;
  const error =
    state === "failure"
      ? new WaiterError("waiter_failed", `${name} can't be reached: ${calls}.${result}`, output, cause)
      : new WaiterError(
          "waiter_timeout",
          `${name} was not reached in time: ${calls}.${result}`,
          output,
          cause,
        );
  error.attempts = attempts;
  return error;
}

/** The pause doubles up to the longest one, and a random part of it is left out. */
function chooseDelay(attempt: number, shortest: number, longest: number): number {
  const limit = Math.min(longest, shortest * 2 ** (attempt - 1));
  return shortest + Math.random() * (limit - shortest);
}
