import { afterEach, beforeEach, expect, vi } from "vitest";

/**
 * Stops the clock that time limits go by, in the tests of a file: none is over, however slow the machine is, until a
 * test lets time pass with `vi.advanceTimersByTimeAsync`. Dates go on, and so does what Node.js itself waits for.
 */
export function stopClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    vi.spyOn(AbortSignal, "timeout").mockImplementation(abortAfter);
  });
  afterEach(() => {
    vi.mocked(AbortSignal.timeout).mockRestore();
    vi.useRealTimers();
  });
}

/** As the platform's own, but by the clock that is stopped. */
function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

/** Polls as `expect.poll` does by itself, but that lets the stopped clock go on by each of its intervals. */
export function expectSoon<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { interval: 0 });
}

/**
 * Lets time pass until work is over, and expects that it isn't a moment before.
 *
 * @param work - has come to where it waits
 * @returns its outcome
 */
export async function endAfter<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  await vi.advanceTimersByTimeAsync(milliseconds - 1);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  return work;
}
