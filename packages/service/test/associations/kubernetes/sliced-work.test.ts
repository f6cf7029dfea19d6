import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { SlicedWork } from "../../../src/associations/kubernetes/sliced-work.ts";

test("items are handled in order, and other work gets its turn meanwhile", async () => {
  const handled: number[] = [];
  let turns = 0;
  const work = new SlicedWork<number>((item) => {
    const end = performance.now() + 1;
    while (performance.now() < end) {
      // Takes 1 ms.
    }
    handled.push(item);
  });
  const timer = setInterval(() => turns++, 1);
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  work.add(numbers.slice(0, 30));
  work.add(numbers.slice(30));
  expect(handled).toEqual([]);
  await vi.waitFor(() => expect(handled).toEqual(numbers), { timeout: 10_000 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});

test("nothing is handled after it is closed", async () => {
  const handled: number[] = [];
  const work = new SlicedWork<number>((item) => handled.push(item));
  work.add([1]);
  work.close();
  await sleep(20);
  expect(handled).toEqual([]);
});
