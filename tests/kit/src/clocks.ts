import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";

/**
 * Stops the clock of time limits in each test of a file: no limit expires, however slow the machine is, until the test
 * calls {@link endAfter} or `vi.advanceTimersByTimeAsync`. Dates and Node.js's internal timers go on.
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

/** Like `expect.poll`, but does not advance the stopped clock while it polls. */
export function expectSoon<T>(read: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { interval: 0 });
}

/**
 * Advances the stopped clock, and expects that the work ends exactly then, not a millisecond earlier.
 *
 * @param work - waits for its time limit
 * @returns the result of the work
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

/**
 * Makes time limits count turns of the event loop, 20 ms each, while the tests of a file run. On a busy machine a turn
 * takes longer, so a server in this process, which gets its share of each turn, never exceeds a limit.
 *
 * @param more - what else follows the slow clock
 */
export function useSlowClock(...more: readonly "Date"[]): void {
  beforeAll(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "performance", ...more],
      shouldAdvanceTime: true,
    });
    // The fake `performance` starts at 0, which lru-cache takes for "no time".
    vi.advanceTimersByTime(1_000);
  });
  afterAll(() => {
    vi.useRealTimers();
  });
}

/** `AbortSignal.timeout` on the stopped clock. */
function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}
