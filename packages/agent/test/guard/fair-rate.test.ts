import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FairRate } from "../../src/guard/fair-rate.ts";
import { defaultLimits, RateLimiter } from "../../src/guard/rate-limiter.ts";

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

test("60 clients at 100 a second get the rate of all, and one that asks twice a second gets both", () => {
  const limiter = new RateLimiter(defaultLimits);
  let allowed = 0;
  for (let at = 0; at < 10_000; at += 10) {
    for (let index = 0; index < 60; index++) {
      allowed += limiter.check(`attacker ${index}`) === "allow" ? 1 : 0;
    }
    if (at % 500 === 0) {
      expect(limiter.check("victim")).toBe("allow");
    }
    vi.advanceTimersByTime(10);
  }
  expect(allowed).toBeGreaterThan(10_000);
  // The burst, ten seconds, and a share of each client that it can use at once.
  expect(allowed).toBeLessThan(12_100);
});

test("a client counts for a second", () => {
  const rate = new FairRate({ perSecond: 10, burst: 1 });
  const [one, other] = [rate.createShare(), rate.createShare()];
  rate.tryTake("one", one);
  vi.advanceTimersByTime(999);
  rate.tryTake("other", other);
  expect(other.tokensPerInterval).toBe(5);
  vi.advanceTimersByTime(1);
  rate.tryTake("other", other);
  expect(other.tokensPerInterval).toBe(10);
});

test("at most 10,000 clients count", () => {
  const rate = new FairRate({ perSecond: 10_000, burst: 1 });
  const share = rate.createShare();
  for (let index = 0; index < 10_000; index++) {
    rate.tryTake(`${index}`, share);
  }
  expect(share.tokensPerInterval).toBe(1);
  rate.tryTake("one more", share);
  expect(share.tokensPerInterval).toBe(1);
});
