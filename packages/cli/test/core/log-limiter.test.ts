import { stopClock } from "@eks-auth/test-kit/clocks";
import { beforeEach, expect, it, vi } from "vitest";
import { LogLimiter } from "../../src/core/log-limiter.ts";

stopClock();

let summaries: object[];
let limiter: LogLimiter;

beforeEach(() => {
  summaries = [];
  limiter = new LogLimiter((counts) => summaries.push(counts));
});

/** How many of these lines are logged. */
function count(lines: number, code: string, sourceOf: (number: number) => string): number {
  return Array.from({ length: lines }, (_, number) => limiter.allow(code, sourceOf(number))).filter(Boolean)
    .length;
}

it("logs the first lines of a source in each minute, and then the number of the others", async () => {
  expect(count(1000, "bad", () => "10.0.0.1")).toBe(10);
  expect(count(5, "worse", () => "10.0.0.1")).toBe(5);
  expect(count(1, "bad", () => "10.0.0.2")).toBe(1);
  expect(summaries).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(summaries).toEqual([{ bad: 990 }]);
  expect(count(1000, "bad", () => "10.0.0.1")).toBe(10);
});

it("bounds the lines of all sources together", async () => {
  expect(count(10_000, "bad", String)).toBe(100);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(summaries).toEqual([{ bad: 9_900 }]);
});

it("reports when it closes, and has no timer when nothing is logged", async () => {
  count(11, "bad", () => "a");
  limiter.close();
  limiter.close();
  expect(summaries).toEqual([{ bad: 1 }]);
  count(1, "bad", () => "a");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(summaries).toHaveLength(1);
});
