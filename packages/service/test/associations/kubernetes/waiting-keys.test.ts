import { expect, test } from "vitest";
import { WaitingKeys } from "../../../src/associations/kubernetes/waiting-keys.ts";

test("each key waits once, and is taken once", () => {
  const waiting = new WaitingKeys();
  const keys = Array.from({ length: 100 }, (_, number) => `shop/app-${number}`);
  for (const [number, key] of keys.entries()) {
    waiting.add(key, number);
    waiting.add(key, 1_000);
  }
  expect(waiting.size).toBe(100);
  const taken = keys.map(() => waiting.take());
  expect(new Set(taken.map((one) => one?.key))).toEqual(new Set(keys));
  expect(taken.every((one) => one?.key === `shop/app-${one?.dueAt}`)).toBe(true);
  expect([waiting.take(), waiting.size]).toEqual([undefined, 0]);
});

test("a key that was taken can wait again", () => {
  const waiting = new WaitingKeys();
  waiting.add("a", 1);
  expect(waiting.take()).toEqual({ key: "a", dueAt: 1 });
  waiting.add("a", 2);
  expect(waiting.take()).toEqual({ key: "a", dueAt: 2 });
});
