import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { outage } from "../support/fake-upstream.ts";
import { admit, FakedStore } from "../support/store-fixture.ts";

describe("renewals", () => {
  let faked: FakedStore;

  beforeEach(() => {
    faked = new FakedStore();
  });
  afterEach(() => {
    faked.stop();
  });

  /** How many seconds after a start each call came. */
  function callTimes(start: number): number[] {
    return faked.api.calls.map(({ at }) => (at - start) / 1000);
  }

  describe("credentials are renewed ahead", () => {
    test.each([
      ["two thirds of an hour", 3_600, 2_400],
      ["two thirds of 15 minutes", 900, 600],
      ["two thirds of 59 minutes", 3_540, 2_360],
      ["3 hours of 6", 21_600, 10_800],
      ["3 hours of 12", 43_200, 10_800],
    ])("after %s at the latest, and not much sooner", async (_name, lifetime, latest) => {
      faked.api.lifetimeSeconds = lifetime;
      const start = Date.now();
      await faked.ask(admit("a"));
      await faked.pass(latest * 0.9 - 1);
      expect(callTimes(start)).toEqual([0]);
      await faked.pass(latest * 0.1 + 2);
      expect(callTimes(start)).toHaveLength(2);
      expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000002");
    });

    test("at different times for pods that started together", async () => {
      const start = Date.now();
      await Promise.all(Array.from({ length: 200 }, (_, index) => faked.ask(admit(`pod-${index}`))));
      await faked.pass(2_401);
      const times = callTimes(start).slice(200);
      expect(times).toHaveLength(200);
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(200);
      expect(times.filter((time) => time < 2_280).length).toBeGreaterThan(50);
    });

    test("3 a second at most, though 2,000 are due at once, and those first that end first", async () => {
      const count = 1_999;
      faked.api.lifetimeSeconds = 7_200;
      await Promise.all(Array.from({ length: count }, (_, index) => faked.ask(admit(`pod-${index}`))));
      faked.api.lifetimeSeconds = 6_000;
      await faked.ask(admit("hasty"));
      const { calls } = faked.api;
      calls.length = 0;
      // The machine sleeps: when it wakes up, all are due.
      const awake = Date.now() + 5_000_000;
      vi.setSystemTime(awake);
      await faked.pass(1_000);
      expect(calls[0]?.token).toBe("hasty first");
      for (let second = 0; second < 1_000; second++) {
        const from = awake + second * 1000;
        expect(calls.filter(({ at }) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(3);
      }
      expect(calls).toHaveLength(count + 1);
    });

    test("once since the pod asked last: 1,000 pods come and go", async () => {
      faked.api.lifetimeSeconds = 900;
      const expected = new Map<string, number>();
      for (let index = 0; index < 1_000; index++) {
        const pod = admit(`pod-${index}`);
        await faked.ask(pod);
        expected.set(pod.token.text, 1);
        await faked.pass(1);
        // Every tenth asks again, as a process that restarts does.
        index % 10 === 0 && (await faked.ask(pod));
      }
      await faked.pass(2_000);
      const counted = Map.groupBy(faked.api.calls, ({ token }) => token);
      expect(counted.size).toBe(1_000);
      for (const [token, calls] of counted) {
        expect(calls.length, token).toBe(2);
      }
      expect(faked.store.size).toBe(0);
    });

    test("as long as the pod asks, which never waits again", async () => {
      for (let minute = 0; minute < 720; minute += 10) {
        expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
        await faked.pass(600);
      }
      expect(faked.issues.map(({ renewal }) => renewal)).toEqual([
        false,
        ...Array(faked.issues.length - 1).fill(true),
      ]);
      expect(faked.issues.length).toBeGreaterThan(720 / 40);
      expect(faked.issues.length).toBeLessThan(720 / 36 + 2);
    });
  });

  describe("the token of a renewal", () => {
    test("is the pod's newest", async () => {
      await faked.ask(admit("a", 7_200, "first"));
      await faked.pass(60);
      await faked.ask(admit("a", 7_200, "second"));
      // A process that still has the old one asks last.
      await faked.ask(admit("a", 7_000, "first"));
      await faked.pass(2_400);
      expect(faked.api.calls.map(({ token }) => token)).toEqual(["a first", "a second"]);
    });

    test("is the newest also of those that came while one was under way", async () => {
      await faked.ask(admit("a", 5_000, "first"));
      const { promise, resolve } = Promise.withResolvers<void>();
      faked.api.pause = promise;
      await faked.pass(2_401);
      expect(faked.api.calls).toHaveLength(2);
      expect(await faked.ask(admit("a", 86_400, "second"))).toBe("ASIA0000000000000001");
      resolve();
      await faked.pass(2_401);
      expect(faked.api.calls.map(({ token }) => token)).toEqual(["a first", "a first", "a second"]);
    });

    test("is never one that has ended", async () => {
      await faked.ask(admit("a", 1_800));
      await faked.pass(3_700);
      expect(faked.api.calls).toHaveLength(1);
    });
  });

  test("a pod that asks while its renewal is under way doesn't wait and makes no call", async () => {
    await faked.ask(admit("a"));
    faked.api.pause = new Promise(() => {});
    await faked.pass(2_401);
    expect(faked.api.calls).toHaveLength(2);
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000001");
    expect(faked.api.calls).toHaveLength(2);
  });

  test("a clock that is set back or forward leaves a pod with credentials that hold", async () => {
    await faked.ask(admit("a"));
    vi.setSystemTime(Date.now() - 7_200_000);
    await faked.pass(60);
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000001");
    vi.setSystemTime(Date.now() + 3 * 3_600_000);
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000002");
  });
});

describe("failed renewals", () => {
  let faked: FakedStore;

  beforeEach(() => {
    faked = new FakedStore();
  });
  afterEach(() => {
    faked.stop();
  });

  describe("a renewal that fails for no fault of the pod's", () => {
    test("is tried again in one to two minutes, until it doesn't fail", async () => {
      await faked.ask(admit("a"));
      faked.api.failure = outage;
      await faked.pass(2_401);
      await faked.pass(600);
      const times = faked.api.calls.map(({ at }) => at);
      const pauses = times.slice(2).map((time, index) => (time - (times[index + 1] ?? 0)) / 1000);
      expect(pauses.length).toBeGreaterThan(3);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60);
      expect(Math.max(...pauses)).toBeLessThan(121);
      expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000001");

      faked.api.failure = undefined;
      await faked.pass(121);
      expect(await faked.ask(admit("a"))).toBe(`ASIA${String(faked.api.calls.length).padStart(16, "0")}`);
    });

    test("is tried until the credentials have ended, and no longer", async () => {
      await faked.ask(admit("a"));
      faked.api.failure = outage;
      await faked.pass(3_600);
      const callsBefore = faked.api.calls.length;
      await faked.pass(3_600);
      expect(faked.api.calls).toHaveLength(callsBefore);
      expect(faked.store.size).toBe(0);
    });

    test("is told with the pod and the reason", async () => {
      await faked.ask(admit("a"));
      faked.api.failure = new Error("what nobody foresaw");
      await faked.pass(2_401);
      expect(faked.notices[0]).toMatchObject({ level: "warn", pod: { name: "a" } });
      expect(faked.notices[0]?.message).toContain("keeps what it has");
      expect(faked.notices[0]?.message).not.toContain("foresaw");
    });

    test("is told with what only the operator should know", async () => {
      await faked.ask(admit("a"));
      faked.api.failure = new UpstreamError(
        { status: 503, code: "ServiceUnavailableException", message: "It has no credentials." },
        { dropsCredentials: false, credentialsProblem: "The profile is gone." },
      );
      await faked.pass(2_401);
      expect(faked.notices[0]).toMatchObject({
        message: expect.stringMatching(/: ServiceUnavailableException: It has no credentials\.$/),
        credentialsProblem: "The profile is gone.",
      });
    });
  });

  test("an hour without the API goes unnoticed by pods whose credentials hold", async () => {
    faked.api.lifetimeSeconds = 21_600;
    const pods = Array.from({ length: 20 }, (_, index) => admit(`pod-${index}`));
    await Promise.all(pods.map((pod) => faked.ask(pod)));
    await faked.pass(10_000);
    faked.api.failure = outage;
    for (let minute = 0; minute < 60; minute += 5) {
      for (const pod of pods) {
        expect(await faked.ask(pod)).toMatch(/^ASIA/);
      }
      await faked.pass(300);
    }
    faked.api.failure = undefined;
    await faked.pass(180);
    faked.api.calls.length = 0;
    await faked.pass(3_600);
    expect(faked.issues.filter(({ renewal }) => renewal)).toHaveLength(20);
  });

  test("a call that nobody foresaw to fail is not remembered", async () => {
    faked.api.failure = new Error("a bug");
    await faked.ask(admit("a"));
    faked.api.failure = undefined;
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000002");
  });

  test.each([
    ["have ended", -1],
    ["end within 15 s", 15],
    ["end at no time that there is", Number.NaN],
  ])("credentials that %s are not given out", async (_name, seconds) => {
    faked.api.lifetimeSeconds = seconds;
    expect(await faked.ask(admit("a"))).toBe("ServiceUnavailableException");
    expect(faked.issues).toEqual([]);
    expect(faked.store.size).toBe(0);
    faked.api.lifetimeSeconds = 16;
    await faked.pass(1.6);
    expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
    await faked.pass(1.1);
    expect(await faked.ask(admit("a")), "the next call's").toBe("ASIA0000000000000003");
  });
});
