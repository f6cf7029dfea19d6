import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FairRate } from "../../src/limits/fair-rate.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sends requests to a {@link FairRate}, and knows what each client's share is. */
class Clients {
  readonly #rate: FairRate;
  readonly #perSecond: number;
  readonly #shares = new Map<string, ReturnType<FairRate["createShare"]>>();
  /** Each request: its client, and how many clients had asked in the last second. */
  readonly #requests: { readonly at: number; readonly client: string; readonly clients: number }[] = [];

  constructor(perSecond: number, burst: number) {
    this.#rate = new FairRate({ perSecond, burst });
    this.#perSecond = perSecond;
  }

  ask(client: string): boolean {
    const share = this.#shares.get(client) ?? this.#rate.createShare();
    this.#shares.set(client, share);
    this.#requests.push({ at: performance.now(), client, clients: this.#countClients(client) });
    return this.#rate.tryTake(client, share);
  }

  /** Whether a client can send one more request and still be within its share of the last second. */
  isBelowShare(client: string): boolean {
    const recent = this.#recent();
    const clients = Math.max(this.#countClients(client), ...recent.map((request) => request.clients));
    const used = recent.filter((request) => request.client === client).length;
    return used + 1 <= this.#perSecond / clients;
  }

  #countClients(client: string): number {
    return new Set([...this.#recent().map((request) => request.client), client]).size;
  }

  /** The requests of the last second. One millisecond more, for the rounding errors of buckets. */
  #recent() {
    return this.#requests.filter(({ at }) => performance.now() - at <= 1_001);
  }
}

test("a client below its share gets every request, for any mix of other clients", () => {
  const step = fc.record({
    // Attackers come at once, one after the other, and again after a pause.
    afterMs: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(300), fc.nat(2_000)),
    attacker: fc.nat(9).map((index) => `attacker ${index}`),
    requests: fc.nat(15),
  });
  const steps = fc.array(step, { minLength: 10, maxLength: 60, size: "max" });
  const limit = fc.record({
    perSecond: fc.integer({ min: 1, max: 40 }),
    burst: fc.integer({ min: 1, max: 40 }),
  });
  let asked = 0;
  fc.assert(
    fc.property(limit, steps, ({ perSecond, burst }, list) => {
      const clients = new Clients(perSecond, burst);
      for (const { afterMs, attacker, requests } of list) {
        vi.advanceTimersByTime(afterMs);
        for (let index = 0; index < requests; index++) {
          clients.ask(attacker);
        }
        while (clients.isBelowShare("victim")) {
          expect(clients.ask("victim")).toBe(true);
          asked += 1;
        }
      }
    }),
    // Shrinking would take minutes.
    { endOnFailure: true },
  );
  expect(asked).toBeGreaterThan(1_000);
});

test("one client can use the whole room, and its rejected requests take nothing from it", () => {
  const rate = new FairRate({ perSecond: 2, burst: 6 });
  const share = rate.createShare();
  const ask = (count: number) => Array.from({ length: count }, () => rate.tryTake("one", share));
  expect(ask(6)).toEqual(Array(6).fill(true));
  ask(30);
  vi.advanceTimersByTime(3_000);
  expect(ask(5)).toEqual(Array(5).fill(true));
});

test("a client counts for a second", () => {
  const rate = new FairRate({ perSecond: 10, burst: 1 });
  const [one, other] = [rate.createShare(), rate.createShare()];
  rate.tryTake("one", one);
  vi.advanceTimersByTime(999);
  rate.tryTake("other", other);
  expect(other.limit.perSecond).toBe(5);
  vi.advanceTimersByTime(1);
  rate.tryTake("other", other);
  expect(other.limit.perSecond).toBe(10);
});

test("at most 10,000 clients count", () => {
  const rate = new FairRate({ perSecond: 10_000, burst: 1 });
  const share = rate.createShare();
  for (let index = 0; index < 10_000; index++) {
    rate.tryTake(`${index}`, share);
  }
  expect(share.limit.perSecond).toBe(1);
  rate.tryTake("one more", share);
  expect(share.limit.perSecond).toBe(1);
});

test("says when a client gets its next request: from the room, or from its share", () => {
  const rate = new FairRate({ perSecond: 2, burst: 1 });
  const [one, other] = [rate.createShare(), rate.createShare()];
  for (const [client, share] of [
    ["one", one],
    ["one", one],
    ["one", one],
    ["other", other],
  ] as const) {
    rate.tryTake(client, share);
  }
  expect(rate.tryTake("one", one)).toBe(false);
  // It has a share of one a second, and the room is two below zero.
  expect(rate.secondsUntilNext(one)).toBeCloseTo(1);
  vi.advanceTimersByTime(1_000);
  expect(rate.secondsUntilNext(one)).toBe(0);
  expect(rate.tryTake("one", one)).toBe(true);
});
