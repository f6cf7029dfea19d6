import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeadlineQueue } from "../../src/handler/deadline-queue.ts";
import { runWithinLimits } from "../../src/handler/time-limit.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test.each(["resolves", "rejects"])("work that %s in time is as it is", async (manner) => {
  const expire = vi.fn(() => new Error("late"));
  const settled = await runWithinLimits(async (limit) => {
    limit.begin(new DeadlineQueue(100), expire);
    if (manner === "rejects") {
      throw "failed";
    }
    return "done";
  }).catch((error: unknown) => error);
  expect(settled).toBe(manner === "resolves" ? "done" : "failed");
  vi.advanceTimersByTime(200);
  expect(expire).not.toHaveBeenCalled();
});

test("work without a limited step may take its time", async () => {
  const promise = runWithinLimits(
    () => new Promise((resolve) => setTimeout(() => resolve("done"), 1_000_000)),
  );
  vi.advanceTimersByTime(1_000_000);
  expect(await promise).toBe("done");
});

test("each step has the time of its own queue", async () => {
  const error = new Error("late");
  const queues = [new DeadlineQueue(100), new DeadlineQueue(50)];
  const seen: boolean[] = [];
  const settled = runWithinLimits(async (limit) => {
    for (const queue of queues) {
      limit.begin(queue, () => error);
      await new Promise((resolve) => setTimeout(resolve, 70));
      seen.push(limit.over);
    }
  });
  const expectation = expect(settled).rejects.toBe(error);
  await vi.advanceTimersByTimeAsync(200);
  await expectation;
  expect(seen).toEqual([false, true]);
});
