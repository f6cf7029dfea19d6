import { randomRuns } from "@eks-auth/test-kit/random-runs";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { accessKeyId, outage } from "../support/fake-upstream.ts";
import { resolve, StoreFixture } from "../support/store-fixture.ts";

let fixture: StoreFixture;

beforeEach(() => {
  fixture = new StoreFixture();
});

/** The time of each call, in seconds after a start. */
function callTimes(start: number): number[] {
  return fixture.upstream.calls.map(({ at }) => (at - start) / 1000);
}

describe("credentials are renewed", () => {
  test.each([
    ["two thirds of an hour", 3_600, 2_400],
    ["two thirds of 15 minutes", 900, 600],
    ["two thirds of 59 minutes", 3_540, 2_360],
    ["3 hours of 6", 21_600, 10_800],
    ["3 hours of 12", 43_200, 10_800],
  ])("after %s at the latest, and not much earlier", async (_name, lifetime, latest) => {
    fixture.upstream.lifetimeSeconds = lifetime;
    const start = Date.now();
    await fixture.ask(resolve("a"));
    await fixture.pass(latest * 0.9 - 1);
    expect(callTimes(start)).toEqual([0]);
    await fixture.pass(latest * 0.1 + 2);
    expect(callTimes(start)).toHaveLength(2);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
  });

  test("at different times for pods that started together", async () => {
    const start = Date.now();
    await Promise.all(Array.from({ length: 200 }, (_, index) => fixture.ask(resolve(`pod-${index}`))));
    await fixture.pass(2_401);
    const times = callTimes(start).slice(200);
    expect(times).toHaveLength(200);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(200);
    expect(times.filter((time) => time < 2_280).length).toBeGreaterThan(50);
  });

  test("at most 3 a second though many are due, and first those that expire first", async () => {
    const count = randomRuns({ short: 399, long: 1_999 });
    fixture.upstream.lifetimeSeconds = 7_200;
    await Promise.all(Array.from({ length: count }, (_, index) => fixture.ask(resolve(`pod-${index}`))));
    fixture.upstream.lifetimeSeconds = 6_000;
    await fixture.ask(resolve("early"));
    const { calls } = fixture.upstream;
    calls.length = 0;
    // As if the machine had slept: now all are due.
    const awake = Date.now() + 5_000_000;
    vi.setSystemTime(awake);
    // Enough for all at 3 a second.
    await fixture.pass(100 + count / 3);
    expect(calls[0]?.token).toBe("early first");
    expect(calls).toHaveLength(count + 1);
    const bySecond = Map.groupBy(calls, ({ at }) => Math.floor((at - awake) / 1000));
    expect(Math.max(...Array.from(bySecond.values(), (group) => group.length))).toBeLessThanOrEqual(3);
  });

  test("once after the pod's last request, for many pods that come and go", async () => {
    fixture.upstream.lifetimeSeconds = 900;
    const count = randomRuns({ short: 200, long: 1_000 });
    for (let index = 0; index < count; index++) {
      const pod = resolve(`pod-${index}`);
      await fixture.ask(pod);
      await fixture.pass(1);
      // Every tenth asks again, like a process that restarts.
      index % 10 === 0 && (await fixture.ask(pod));
    }
    await fixture.pass(2_000);
    const counted = Map.groupBy(fixture.upstream.calls, ({ token }) => token);
    expect(counted.size).toBe(count);
    for (const [token, calls] of counted) {
      expect(calls.length, token).toBe(2);
    }
    expect(fixture.store.size).toBe(0);
  });

  test("as long as the pod asks, which never waits again", async () => {
    for (let minute = 0; minute < 720; minute += 10) {
      expect(await fixture.ask(resolve("a"))).toMatch(/^ASIA/);
      await fixture.pass(600);
    }
    const { grants } = fixture;
    expect(grants.map(({ renewal }) => renewal)).toEqual([false, ...Array(grants.length - 1).fill(true)]);
    expect(grants.length).toBeGreaterThan(720 / 40);
    expect(grants.length).toBeLessThan(720 / 36 + 2);
  });
});

describe("a renewal", () => {
  test("uses the pod's newest token", async () => {
    await fixture.ask(resolve("a", 7_200, "first"));
    await fixture.pass(60);
    await fixture.ask(resolve("a", 7_200, "second"));
    // A process that still has the old token asks last.
    await fixture.ask(resolve("a", 7_000, "first"));
    await fixture.pass(2_400);
    expect(fixture.upstream.calls.map(({ token }) => token)).toEqual(["a first", "a second"]);
  });

  test("uses the newest token, also if it came during the renewal before", async () => {
    await fixture.ask(resolve("a", 5_000, "first"));
    const release = fixture.upstream.hold();
    await fixture.pass(2_401);
    expect(fixture.upstream.calls).toHaveLength(2);
    expect(await fixture.ask(resolve("a", 86_400, "second"))).toBe(accessKeyId(1));
    release();
    await fixture.pass(2_401);
    expect(fixture.upstream.calls.map(({ token }) => token)).toEqual(["a first", "a first", "a second"]);
  });

  test("never uses an expired token", async () => {
    await fixture.ask(resolve("a", 1_800));
    await fixture.pass(3_700);
    expect(fixture.upstream.calls).toHaveLength(1);
  });

  test("does not delay a request, which makes no call", async () => {
    await fixture.ask(resolve("a"));
    fixture.upstream.hold();
    await fixture.pass(2_401);
    expect(fixture.upstream.calls).toHaveLength(2);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(1));
    expect(fixture.upstream.calls).toHaveLength(2);
  });
});

test("a client with 2,000 renewals at once does not delay another's", async () => {
  const { upstream } = fixture;
  upstream.lifetimeSeconds = 900;
  await Promise.all(
    Array.from({ length: 1_999 }, (_, index) => fixture.ask(resolve(`token ${index}`), "attacker")),
  );
  await fixture.pass(60);
  await fixture.ask(resolve("victim"));
  await fixture.pass(900 * (2 / 3) + 1);
  const victims = upstream.calls.filter(({ token }) => token.startsWith("victim"));
  expect(victims).toHaveLength(2);
});

test("a pod has valid credentials after the clock is set back or forward", async () => {
  await fixture.ask(resolve("a"));
  vi.setSystemTime(Date.now() - 7_200_000);
  await fixture.pass(60);
  expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(1));
  vi.setSystemTime(Date.now() + 3 * 3_600_000);
  expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
});

describe("a renewal that fails though the API does not reject the pod", () => {
  test("is tried again after one to two minutes, until it succeeds", async () => {
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = outage;
    await fixture.pass(2_401);
    await fixture.pass(600);
    const times = fixture.upstream.calls.map(({ at }) => at);
    const pauses = times.slice(2).map((time, index) => (time - (times[index + 1] ?? 0)) / 1000);
    expect(pauses.length).toBeGreaterThan(3);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...pauses)).toBeLessThan(121);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(1));

    fixture.upstream.failure = undefined;
    await fixture.pass(121);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(fixture.upstream.calls.length));
  });

  test("is tried again only until the credentials expire", async () => {
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = outage;
    await fixture.pass(3_600);
    const callsBefore = fixture.upstream.calls.length;
    await fixture.pass(3_600);
    expect(fixture.upstream.calls).toHaveLength(callsBefore);
    expect(fixture.store.size).toBe(0);
  });

  test("is logged with the pod, and without the message of an unexpected error", async () => {
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = new Error("a bug");
    await fixture.pass(2_401);
    expect(fixture.logEvents[0]).toMatchObject({ level: "warn", pod: { name: "a" } });
    expect(fixture.logEvents[0]?.message).toContain("keeps those it has");
    expect(fixture.logEvents[0]?.message).not.toContain("bug");
  });

  test("is logged with what only the operator should know", async () => {
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = new UpstreamError("no_signing_credentials", "The agent has no credentials.", {
      credentialsProblem: "The profile is gone.",
    });
    await fixture.pass(2_401);
    expect(fixture.logEvents[0]).toMatchObject({
      message: expect.stringMatching(/: ServiceUnavailableException: The agent has no credentials\.$/),
      credentialsProblem: "The profile is gone.",
    });
  });
});

test("pods with valid credentials do not notice an hour without the API", async () => {
  fixture.upstream.lifetimeSeconds = 21_600;
  const pods = Array.from({ length: 20 }, (_, index) => resolve(`pod-${index}`));
  await Promise.all(pods.map((pod) => fixture.ask(pod)));
  await fixture.pass(10_000);
  fixture.upstream.failure = outage;
  for (let minute = 0; minute < 60; minute += 5) {
    for (const pod of pods) {
      expect(await fixture.ask(pod)).toMatch(/^ASIA/);
    }
    await fixture.pass(300);
  }
  fixture.upstream.failure = undefined;
  await fixture.pass(180);
  fixture.upstream.calls.length = 0;
  await fixture.pass(3_600);
  expect(fixture.grants.filter(({ renewal }) => renewal)).toHaveLength(20);
});
