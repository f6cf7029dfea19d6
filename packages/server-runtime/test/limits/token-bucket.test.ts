import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TokenBucket } from "../../src/limits/token-bucket.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("gives its burst at once, then its rate, and never holds more than its burst", () => {
  const bucket = new TokenBucket({ perSecond: 2, burst: 3 });
  const take = (count: number) => Array.from({ length: count }, () => bucket.tryTake());
  expect(bucket.isFull).toBe(true);
  expect(take(4)).toEqual([true, true, true, false]);
  vi.advanceTimersByTime(499);
  expect(take(1)).toEqual([false]);
  vi.advanceTimersByTime(1);
  expect(take(2)).toEqual([true, false]);
  vi.advanceTimersByTime(1_499);
  expect(bucket.isFull).toBe(false);
  vi.advanceTimersByTime(3_600_000);
  expect(bucket.isFull).toBe(true);
  expect(take(4)).toEqual([true, true, true, false]);
});

test("gives no more than burst + rate x time in any interval, and all of it if enough ask", () => {
  const limit = fc.record({
    perSecond: fc.integer({ min: 1, max: 50 }),
    burst: fc.integer({ min: 1, max: 50 }),
  });
  const steps = fc.array(fc.record({ afterMs: fc.nat(500), requests: fc.nat(20) }), {
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(limit, steps, (rate, list) => {
      const bucket = new TokenBucket(rate);
      const taken: number[] = [];
      for (const { afterMs, requests } of list) {
        vi.advanceTimersByTime(afterMs);
        for (let index = 0; index < requests; index++) {
          const seconds = bucket.secondsUntilNext;
          expect(bucket.tryTake()).toBe(seconds === 0);
          if (seconds === 0) {
            taken.push(performance.now());
          }
        }
      }
      for (const [first, start] of taken.entries()) {
        for (const [index, end] of taken.slice(first).entries()) {
          // Numbers of the clock are rounded.
          expect(index + 1).toBeLessThanOrEqual(rate.burst + ((end - start) * rate.perSecond) / 1_000 + 1e-6);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("can be charged below zero, and says when there is the next token", () => {
  const bucket = new TokenBucket({ perSecond: 4, burst: 1 });
  bucket.charge();
  bucket.charge();
  expect(bucket.secondsUntilNext).toBe(0.5);
  vi.advanceTimersByTime(500);
  expect(bucket.secondsUntilNext).toBe(0);
  expect(bucket.tryTake()).toBe(true);
});

test("a charge counts from its own time", () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 1 });
  vi.advanceTimersByTime(1_000);
  bucket.charge();
  expect(bucket.tryTake()).toBe(false);
});

test("counts the time since the last request at a new limit", () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 10 });
  for (let index = 0; index < 10; index++) {
    bucket.charge();
  }
  vi.advanceTimersByTime(1_000);
  bucket.limit = { perSecond: 5, burst: 3 };
  expect(Array.from({ length: 4 }, () => bucket.tryTake())).toEqual([true, true, true, false]);
});
