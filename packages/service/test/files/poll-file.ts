import { expectSoon } from "@eks-auth/test-kit/clocks";
import { vi } from "vitest";

/** Advances the stopped clock for a number of polls of watched files, one every 500 ms. */
export async function pollFile(times: number, files = 1): Promise<void> {
  for (let count = 0; count < times; count++) {
    await vi.advanceTimersByTimeAsync(500);
    // The next poll is scheduled when this one has ended.
    await expectSoon(() => vi.getTimerCount()).toBe(files);
  }
}
