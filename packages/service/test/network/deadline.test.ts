import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { expect, test, vi } from "vitest";
import { waitUntil, waitUntilAborted } from "../../src/network/deadline.ts";

stopClock();

const never = new Promise<never>(() => {});

test("waiting ends when the work is done, or at the moment", async () => {
  expect(await waitUntil(Promise.resolve(), performance.now() + 100)).toBe(true);
  expect(await endAfter(100, waitUntil(never, performance.now() + 100))).toBe(false);
  expect(await waitUntil(never, performance.now())).toBe(false);
  await expect(waitUntil(Promise.reject(new Error("no")), performance.now() + 100)).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
});

test("waiting ends with the work, or with the reason of the signal", async () => {
  const controller = new AbortController();
  const deadline = { signal: controller.signal, timeoutMs: 100 };
  expect(await waitUntilAborted(deadline, Promise.resolve(1))).toBe(1);
  await expect(waitUntilAborted(deadline, Promise.reject(new Error("no")))).rejects.toThrow("no");
  const waiting = waitUntilAborted(deadline, never);
  controller.abort(new Error("too late"));
  await expect(waiting).rejects.toThrow("too late");
});
