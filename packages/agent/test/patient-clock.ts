import { afterAll, beforeAll, vi } from "vitest";

/**
 * Has time limits count turns of the event loop, 20 ms each, while the tests of a file run. On a busy machine a turn takes
 * longer; a server of this process, which has its part in each turn, is never late for it.
 *
 * @param more - what tells the same time
 */
export function usePatientClock(...more: readonly "Date"[]): void {
  beforeAll(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "performance", ...more],
      shouldAdvanceTime: true,
    });
    // The faked steady clock begins at 0, which lru-cache takes for no time at all.
    vi.advanceTimersByTime(1_000);
  });
  afterAll(() => {
    vi.useRealTimers();
  });
}
