import { expect, test } from "vitest";
import { LoadMeter, type Usage } from "../../src/node/load-meter.ts";

/** A process whose usage the test sets. */
class FakeProcess {
  #usage: Usage = { elapsedMs: 1_000, activeMs: 100, cpuMs: 50 };
  readonly meter = new LoadMeter(400, () => this.#usage);

  /** Lets an interval pass, and measures it. */
  measure(requests: number, { activeMs = 0, cpuMs = 0, elapsedMs = 50 }: Partial<Usage>): boolean {
    this.#usage = {
      elapsedMs: this.#usage.elapsedMs + elapsedMs,
      activeMs: this.#usage.activeMs + activeMs,
      cpuMs: this.#usage.cpuMs + cpuMs,
    };
    return this.meter.measure(requests);
  }
}

test("before a measurement, it expects a cost of 1 ms", () => {
  expect(new FakeProcess().meter.limit).toBe(400);
});

test("its limit is what fits in the time, by the cost of a request: of the event loop, or of all CPUs if that is more", () => {
  const fake = new FakeProcess();
  for (let index = 0; index < 40; index++) {
    fake.measure(50, { activeMs: 40, cpuMs: 10 });
  }
  expect(fake.meter.limit).toBe(499);
  for (let index = 0; index < 40; index++) {
    fake.measure(10, { activeMs: 10, cpuMs: 20 });
  }
  expect(fake.meter.limit).toBe(200);
});

test("an average of the cost, so that one slow interval does not count much", () => {
  const fake = new FakeProcess();
  for (let index = 0; index < 40; index++) {
    fake.measure(50, { activeMs: 50 });
  }
  fake.measure(10, { activeMs: 50 });
  const { limit } = fake.meter;
  expect(limit).toBeGreaterThan(190);
  fake.measure(9, { activeMs: 50_000 });
  expect(fake.meter.limit, "too few requests to tell").toBe(limit);
});

test("time without requests does not count as their cost", () => {
  const fake = new FakeProcess();
  for (let index = 0; index < 200; index++) {
    fake.measure(1, { activeMs: 1 });
    fake.measure(0, { activeMs: 50 });
  }
  expect(fake.meter.limit).toBeGreaterThan(390);
});

test("the limit is never below 16", () => {
  const fake = new FakeProcess();
  for (let index = 0; index < 40; index++) {
    fake.measure(10, { activeMs: 5_000 });
  }
  expect(fake.meter.limit).toBe(16);
});

test("a process is busy if its event loop or its CPUs have no time left", () => {
  const fake = new FakeProcess();
  expect(fake.measure(0, { activeMs: 45 })).toBe(false);
  expect(fake.measure(0, { activeMs: 46 })).toBe(true);
  expect(fake.measure(0, { cpuMs: 46 })).toBe(true);
  expect(fake.measure(0, { elapsedMs: 500, activeMs: 46 })).toBe(false);
});

test("measures this process", () => {
  const meter = new LoadMeter(400);
  meter.start();
  const end = performance.now() + 20;
  while (performance.now() < end);
  expect(meter.measure(1)).toBe(true);
});
