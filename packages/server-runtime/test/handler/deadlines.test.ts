import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DeadlineQueue, runWithTimer } from "../../src/handler/deadlines.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a queue of deadlines", () => {
  test("expires each task after its time, in order, with a single timer", () => {
    const queue = new DeadlineQueue(100);
    const expired: string[] = [];
    queue.add(() => expired.push("a"));
    vi.advanceTimersByTime(40);
    queue.add(() => expired.push("b"));
    queue.add(() => expired.push("c"));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(59);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(["a"]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(40);
    expect(expired).toEqual(["a", "b", "c"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [["a"], ["b", "c"]],
    [["b"], ["a", "c"]],
    [["c"], ["a", "b"]],
    [["b", "a"], ["c"]],
    [["b", "c"], ["a"]],
    [["a", "b", "c"], []],
  ])("removes %j", (removed, left) => {
    const queue = new DeadlineQueue(100);
    const expired: string[] = [];
    const deadlines = new Map(["a", "b", "c"].map((name) => [name, queue.add(() => expired.push(name))]));
    for (const name of [...removed, ...removed]) {
      const deadline = deadlines.get(name);
      if (deadline) queue.remove(deadline);
    }
    vi.advanceTimersByTime(1_000);
    expect(expired).toEqual(left);
    expect(vi.getTimerCount()).toBe(0);
    queue.add(() => expired.push("d"));
    vi.advanceTimersByTime(100);
    expect(expired).toEqual([...left, "d"]);
  });

  test("keeps its timer while tasks are added and removed", () => {
    // A spy on the fake timer would stay after the fake timers are removed.
    vi.useRealTimers();
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    // Far longer than the test takes on a busy machine: an expired timer would be set again.
    const queue = new DeadlineQueue(60_000);
    for (let count = 0; count < 1_000; count += 1) {
      queue.remove(queue.add(() => {}));
    }
    expect(setTimer).toHaveBeenCalledOnce();
    setTimer.mockRestore();
  });

  test("accepts a task that is added while another expires", () => {
    const queue = new DeadlineQueue(100);
    const expired: string[] = [];
    queue.add(() => {
      expired.push("a");
      queue.add(() => expired.push("b"));
    });
    vi.advanceTimersByTime(199);
    expect(expired).toEqual(["a"]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(["a", "b"]);
  });

  test("sets a new timer if the host has dropped the old one", () => {
    const queue = new DeadlineQueue(100);
    const expired: string[] = [];
    queue.add(() => expired.push("a"));
    vi.clearAllTimers();
    vi.setSystemTime(Date.now());
    vi.advanceTimersByTime(150);
    queue.add(() => expired.push("b"));
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(["a"]);
    vi.advanceTimersByTime(100);
    expect(expired).toEqual(["a", "b"]);
  });
});

test.each(["resolves", "rejects"])("a task that %s in time keeps its result", async (manner) => {
  const expire = vi.fn(() => new Error("late"));
  const settled = await runWithTimer(async (timer) => {
    timer.start(new DeadlineQueue(100), expire);
    if (manner === "rejects") {
      throw "failed";
    }
    return "done";
  }).catch((error: unknown) => error);
  expect(settled).toBe(manner === "resolves" ? "done" : "failed");
  vi.advanceTimersByTime(200);
  expect(expire).not.toHaveBeenCalled();
});

test("a task without steps has no time limit", async () => {
  const promise = runWithTimer(() => new Promise((resolve) => setTimeout(() => resolve("done"), 1_000_000)));
  vi.advanceTimersByTime(1_000_000);
  expect(await promise).toBe("done");
});

test("each step has the timeout of its queue", async () => {
  const error = new Error("late");
  const queues = [new DeadlineQueue(100), new DeadlineQueue(50)];
  const seen: boolean[] = [];
  const settled = runWithTimer(async (timer) => {
    for (const queue of queues) {
      timer.start(queue, () => error);
      await new Promise((resolve) => setTimeout(resolve, 70));
      seen.push(timer.expired);
    }
  });
  const expectation = expect(settled).rejects.toBe(error);
  await vi.advanceTimersByTimeAsync(200);
  await expectation;
  expect(seen).toEqual([false, true]);
});
