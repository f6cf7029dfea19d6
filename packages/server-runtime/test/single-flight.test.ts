import { expect, test } from "vitest";
import { SingleFlight } from "../src/single-flight.ts";

test("gives callers with the same key one promise, and starts the work again after it settled", async () => {
  const flights = new SingleFlight<number>();
  let starts = 0;
  const start = async () => ++starts;

  const [first, second, other] = [
    flights.join("a", start),
    flights.join("a", start),
    flights.join("b", start),
  ];
  expect(second).toBe(first);
  expect(await Promise.all([first, other])).toEqual([1, 2]);
  expect(flights.has("a")).toBe(false);
  expect(await flights.join("a", start)).toBe(3);
});

test("forgets work that failed", async () => {
  const flights = new SingleFlight<number>();
  await expect(flights.join("a", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await flights.join("a", async () => 1)).toBe(1);
});

test("settled waits for running work and for work that starts meanwhile", async () => {
  const flights = new SingleFlight<void>();
  const ends: string[] = [];
  void flights.join("a", async () => {
    await Promise.resolve();
    void flights.join("b", async () => {
      await Promise.resolve();
      ends.push("b");
    });
    ends.push("a");
  });
  await flights.settled();
  expect(ends).toEqual(["a", "b"]);
});

test("after detach, callers start new work, and settled waits for both", async () => {
  const flights = new SingleFlight<number>();
  const first = Promise.withResolvers<number>();
  const second = Promise.withResolvers<number>();
  const joined = flights.join("a", () => first.promise);
  flights.detach();
  expect(flights.has("a")).toBe(false);
  const later = flights.join("a", () => second.promise);
  first.resolve(1);
  expect(await joined).toBe(1);
  // The end of the earlier work does not remove the later work.
  expect(flights.join("a", async () => 3)).toBe(later);
  let isSettled = false;
  const settled = flights.settled().then(() => {
    isSettled = true;
  });
  await Promise.resolve();
  expect(isSettled).toBe(false);
  second.resolve(2);
  expect(await later).toBe(2);
  await settled;
});

test("settled waits for detached work", async () => {
  const flights = new SingleFlight<number>();
  const work = Promise.withResolvers<number>();
  void flights.join("a", () => work.promise);
  flights.detach();
  const ends: string[] = [];
  const settled = flights.settled().then(() => ends.push("settled"));
  await new Promise((resolve) => setImmediate(resolve));
  ends.push("work");
  work.resolve(1);
  await settled;
  expect(ends).toEqual(["work", "settled"]);
});
