import { describe, expect, test } from "vitest";
import { endAfter, expectSoon, stopClock, useSlowClock } from "../src/clocks.ts";

const isAborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener("abort", resolve));

describe("a stopped clock", () => {
  stopClock();

  test("ends a time limit after its time and not earlier", async () => {
    const signal = AbortSignal.timeout(300);
    await endAfter(300, isAborted(signal));
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
  });

  test("shows work that ends too early", async () => {
    const work = new Promise((resolve) => setTimeout(resolve, 100));
    await expect(endAfter(300, work)).rejects.toThrow();
  });

  test("does not advance while expectSoon polls", async () => {
    const start = performance.now();
    let reads = 0;
    await expectSoon(() => ++reads).toBe(3);
    expect(performance.now()).toBe(start);
  });
});

describe("a slow clock", () => {
  useSlowClock("Date");

  test("advances 20 ms a turn, and dates with it", async () => {
    const [start, date] = [performance.now(), Date.now()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    const elapsed = performance.now() - start;
    expect(elapsed).toBeGreaterThanOrEqual(100);
    expect(elapsed % 20).toBe(0);
    expect(Date.now() - date).toBe(elapsed);
  });
});
