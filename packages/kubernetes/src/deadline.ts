/** Aborts work at a time limit, or when the caller aborts it. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** Starts a time limit again. */
  restart(timeoutMs: number): void;
}

/**
 * Starts a time limit. Dispose it when the work is over: it then holds neither a timer nor a listener.
 *
 * @param caller - aborts the work too
 */
export function startDeadline(timeoutMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const follow = (): void => controller.abort(caller?.reason);
  const start = (milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      const message = `There was no answer within ${milliseconds / 1_000} s.`;
      controller.abort(new DOMException(message, "TimeoutError"));
    }, milliseconds);
  let timer = start(timeoutMs);
  if (caller?.aborted) {
    follow();
  }
  caller?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    restart(milliseconds) {
      clearTimeout(timer);
      timer = start(milliseconds);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", follow);
    },
  };
}
