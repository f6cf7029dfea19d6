import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CachedCredentials } from "../../src/credentials/cached-credentials.ts";
import { InFlightLimiter, maxCallsPerClient } from "../../src/guard/in-flight-limiter.ts";
import { apiError, FakeUpstream } from "../support/fake-upstream.ts";
import { claimsOf, forgeToken, mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks as listen, RunningAgent } from "../support/running-agent.ts";
import { resolve } from "../support/store-fixture.ts";

const token = await mintPodToken();

test("a client that forges tokens has at most 32 calls in flight, and other clients get theirs", async () => {
  expect(maxCallsPerClient).toBe(32);
  const upstream = new FakeUpstream();
  const release = upstream.hold();
  await using running = await RunningAgent.start(upstream, { listen });
  const [one = "", other = ""] = running.agent.urls;
  const claims = claimsOf(token);
  const forged = Array.from({ length: maxCallsPerClient }, () => forgeToken(claims));
  const waiting = forged.map((text) => ask(one, { token: text }));
  await expect.poll(() => upstream.calls.length).toBe(maxCallsPerClient);

  const rejected = await ask(one, { token: forgeToken(claims) });
  expect(rejected).toMatchObject({
    status: 429,
    body: { code: "ThrottlingException", reason: "too_many_calls" },
  });
  expect(rejected.body.message).toContain("wait for the EKS Auth API");
  expect(running.refusals, "a flood does not fill the log").toEqual([]);

  const joining = ask(one, { token: forged[0] });
  const others = ask(other, { token });
  await expect.poll(() => upstream.calls.length).toBe(maxCallsPerClient + 1);
  release();
  const responses = await Promise.all([...waiting, joining, others]);
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ask(one, { token: forgeToken(claims) })).status, "after these calls").toBe(200);
  expect(upstream.calls).toHaveLength(maxCallsPerClient + 2);
});

test("a call that failed is not in flight any more", async () => {
  const upstream = new FakeUpstream();
  upstream.failure = apiError("InvalidTokenException", 400, true);
  await using running = await RunningAgent.start(upstream);
  const claims = claimsOf(token);
  for (let index = 0; index <= maxCallsPerClient; index++) {
    expect((await running.ask(forgeToken(claims))).status).toBe(400);
  }
});

describe("for any number of clients", () => {
  /** Makes calls that don't end. */
  class Calls {
    inFlight = 0;
    #made = 0;
    readonly #limiter = new InFlightLimiter({
      fetch: () => {
        this.inFlight += 1;
        return new Promise(() => {});
      },
    });

    /** Makes a call for another token. @returns whether it is in flight */
    make(client: string): boolean {
      this.#made += 1;
      const before = this.inFlight;
      this.#limiter.fetch(client, resolve(`pod ${this.#made}`)).catch(() => {});
      return this.inFlight > before;
    }
  }

  test("60 clients that send forged tokens leave room for others", () => {
    const calls = new Calls();
    for (let index = 0; index < 60 * 40; index++) {
      calls.make(`attacker ${index % 60}`);
    }
    expect(calls.inFlight).toBeGreaterThan(150);
    expect(calls.inFlight, "fewer than the 256 connections to the API").toBeLessThan(192);
    expect(calls.make("victim")).toBe(true);
  });

  test("a client without a call in flight can always make one", () => {
    const attackers = fc.array(fc.nat(299), { minLength: 400, maxLength: 800, size: "max" });
    fc.assert(
      fc.property(attackers, (list) => {
        const calls = new Calls();
        const active = new Set<number>();
        for (const attacker of list) {
          expect(calls.make(`attacker ${attacker}`) || active.has(attacker)).toBe(true);
          active.add(attacker);
        }
        expect(calls.make("victim")).toBe(true);
        expect(calls.inFlight).toBeLessThan(192 + active.size);
      }),
      // Shrinking would take minutes.
      { numRuns: randomRuns({ short: 10, long: 60 }), endOnFailure: true },
    );
  });
});

describe("a call that has ended", () => {
  /** Calls that end when the test says so, by their pod. */
  class Calls {
    readonly #ends = new Map<string, () => void>();
    readonly #limiter = new InFlightLimiter({
      fetch: ({ token: { pod } }) =>
        new Promise((end) => {
          this.#ends.set(pod.name, () => end({} as CachedCredentials));
        }),
    });

    /** @returns whether the call is in flight */
    async make(client: string, pod: string): Promise<boolean> {
      const ended = this.#limiter.fetch(client, resolve(pod)).then(
        () => true,
        () => false,
      );
      // A refusal comes within these turns, a call does not end.
      return Promise.race([ended, new Promise<boolean>((pass) => setImmediate(() => pass(true)))]);
    }

    async end(pod: string): Promise<void> {
      this.#ends.get(pod)?.();
      await new Promise((pass) => setImmediate(pass));
    }
  }

  test("makes room for one more of its client, not for all", async () => {
    const calls = new Calls();
    for (let index = 0; index < maxCallsPerClient; index++) {
      expect(await calls.make("one", `pod ${index}`)).toBe(true);
    }
    expect(await calls.make("one", "pod x")).toBe(false);
    await calls.end("pod 0");
    expect(await calls.make("one", "pod x")).toBe(true);
    expect(await calls.make("one", "pod y")).toBe(false);
  });

  test("does not count for the clients together", async () => {
    const calls = new Calls();
    for (let index = 0; index < 400; index++) {
      await calls.make("one", `pod ${index}`);
      await calls.end(`pod ${index}`);
    }
    expect(await calls.make("one", "pod x")).toBe(true);
    expect(await calls.make("one", "pod y")).toBe(true);
  });

  test("is not joined: the next for its key counts", async () => {
    const calls = new Calls();
    await calls.make("one", "pod x");
    await calls.end("pod x");
    for (let index = 0; index < maxCallsPerClient; index++) {
      await calls.make("one", `pod ${index}`);
    }
    expect(await calls.make("one", "pod x")).toBe(false);
  });
});
