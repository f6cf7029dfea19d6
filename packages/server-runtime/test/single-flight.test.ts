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
