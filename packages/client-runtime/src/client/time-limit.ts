import { TimeoutError } from "../errors/timeout-error.ts";

/**
 * Does work that a time limit or another signal ends.
 *
 * @param limit - what the time limit is for
 * @param milliseconds - the time limit; none if it is undefined
 * @param outer - ends the work too
 * @param work - gets a signal that aborts in both cases. It can ignore the signal
 * @throws {TimeoutError} if the work takes too long
 * @throws the outer signal's reason if it aborts
 */
export function withTimeLimit<T>(
  limit: "try" | "call",
  milliseconds: number | undefined,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (milliseconds === undefined && outer === undefined) {
    return work(undefined);
  }
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (reason: unknown): void => {
      reject(reason);
      controller.abort(reason);
    };
    const followOuter = (): void => end(outer?.reason);
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => end(new TimeoutError(limit, milliseconds)), milliseconds);
    const clear = (): void => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", followOuter);
    };
    if (outer?.aborted) {
      clearTimeout(timer);
      reject(outer.reason);
      return;
    }
    outer?.addEventListener("abort", followOuter);
    // What a failed work leaves, such as a body that no one reads, ends by the signal too.
    work(controller.signal).then(resolve, end).finally(clear);
  });
}
