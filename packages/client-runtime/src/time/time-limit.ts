import { type LimitedStep, TimeoutError } from "../errors/timeout-error.ts";

/**
 * Does a step that a time limit or another signal can end.
 *
 * @param step - what the time limit is for
 * @param milliseconds - the time limit; undefined and 0 mean none
 * @param outer - ends the step too
 * @param work - gets a signal, which aborts if the step ends early. It can ignore it
 * @throws {TimeoutError} if the time limit expires
 * @throws the outer signal's reason if it aborts
 */
export async function withTimeLimit<T>(
  step: LimitedStep,
  milliseconds: number | undefined,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (reason: unknown): void => {
      reject(reason);
      // What the work leaves, such as a body that no one reads, ends too.
      controller.abort(reason);
    };
    const followOuter = (): void => end(outer?.reason);
    const timer = milliseconds
      ? setTimeout(() => end(new TimeoutError(step, milliseconds)), milliseconds)
      : undefined;
    outer?.addEventListener("abort", followOuter);
    work(controller.signal)
      .then(resolve, end)
      .finally(() => {
        clearTimeout(timer);
        outer?.removeEventListener("abort", followOuter);
      });
  });
}
