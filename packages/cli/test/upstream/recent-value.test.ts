import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { expect, test, vi } from "vitest";
import { RecentValue } from "../../src/upstream/recent-value.ts";

stopClock();

/** A value whose readings count up, and that can fail or hang. */
function createValue() {
  let readings = 0;
  const read = vi.fn<() => Promise<number>>(async () => ++readings);
  return { read, value: new RecentValue(read) };
}

test("is read when it is used, and at most once a second", async () => {
  const { read, value } = createValue();
  expect(read).not.toHaveBeenCalled();
  expect([await value.get(), await value.get()]).toEqual([1, 1]);
  vi.advanceTimersByTime(999);
  expect(await value.get()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await value.get()).toBe(2);
});

test("is read once for all that use it at the same time", async () => {
  const { value } = createValue();
  expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
  vi.advanceTimersByTime(1_000);
  expect(await Promise.all([value.get(), value.get()])).toEqual([2, 2]);
});

test("fails at once if it was never read, and is read again", async () => {
  const { read, value } = createValue();
  read.mockRejectedValueOnce(new Error("gone"));
  await expect(value.get()).rejects.toThrow("gone");
  expect(await value.get()).toBe(1);
});

test("that can't be read any more is used for a minute, and then fails", async () => {
  const { read, value } = createValue();
  await value.get();
  read.mockRejectedValue(new Error("gone"));
  vi.advanceTimersByTime(59_999);
  expect(await value.get()).toBe(1);
  vi.advanceTimersByTime(1);
  await expect(value.get()).rejects.toThrow("gone");
  read.mockResolvedValue(7);
  expect(await value.get()).toBe(7);
});

test("that is slow to read disturbs no one for a minute, and is used when it is there", async () => {
  const { read, value } = createValue();
  await value.get();
  const { promise, resolve } = Promise.withResolvers<number>();
  read.mockReturnValueOnce(promise);
  vi.advanceTimersByTime(1_000);
  expect(await endAfter(100, value.get())).toBe(1);
  expect(await endAfter(100, value.get())).toBe(1);
  expect(read).toHaveBeenCalledTimes(2);
  resolve(5);
  expect(await value.get()).toBe(5);
});
