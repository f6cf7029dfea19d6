import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LoadMeter, type Usage } from "../../src/node/load-meter.ts";
import { LoadShedder } from "../../src/node/load-shedder.ts";

let usage: Usage;
let shed: string[];
let shedder: LoadShedder;

beforeEach(() => {
  vi.useFakeTimers();
  usage = { elapsedMs: 0, activeMs: 0, cpuMs: 0 };
  shed = [];
  const onShed = (refused: string) => shed.push(refused);
  // The cost of a request is 1 ms at first.
  shedder = new LoadShedder({ onShed }, new LoadMeter(100, () => usage));
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets an interval pass. */
function pass(isBusy: boolean): void {
  const { elapsedMs, activeMs } = usage;
  usage = { elapsedMs: elapsedMs + 50, activeMs: activeMs + (isBusy ? 50 : 10), cpuMs: 0 };
  vi.advanceTimersByTime(50);
}

/** Starts requests as long as there is room. @returns what {@link LoadShedder.start} returned for each */
function startAll(address: string): number[] {
  const started: number[] = [];
  while (shedder.hasRoom(address)) {
    started.push(shedder.start(address));
  }
  return started;
}

test("while the process is busy, no more requests run than it has time for, and one address does not have all", () => {
  expect(startAll("192.0.2.1")).toHaveLength(90);
  expect(shed).toEqual(["request"]);
  expect(startAll("192.0.2.2")).toHaveLength(9);
  pass(true);
  expect(startAll("192.0.2.3")).toHaveLength(1);
  pass(true);
  expect(startAll("192.0.2.4")).toEqual([]);
  expect(shed).toHaveLength(4);
});

test("a request that ends makes room", () => {
  const started = startAll("192.0.2.1");
  for (const one of started.slice(0, 20)) {
    shedder.end("192.0.2.1", one);
  }
  expect(startAll("192.0.2.1")).toHaveLength(20);
});

test("requests that wait for something else keep no others out, and do not make room twice", () => {
  const waiting = startAll("192.0.2.1");
  pass(false);
  const later = startAll("192.0.2.1");
  expect(later).toHaveLength(waiting.length);
  for (const one of waiting) {
    shedder.end("192.0.2.1", one);
  }
  expect(shedder.hasRoom("192.0.2.1")).toBe(false);
});

test("measures only while there are requests", () => {
  shedder.end("192.0.2.1", shedder.start("192.0.2.1"));
  pass(true);
  pass(true);
  expect(vi.getTimerCount()).toBe(0);
  shedder.start("192.0.2.1");
  expect(vi.getTimerCount()).toBe(1);
});
