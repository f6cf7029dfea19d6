import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { outage } from "./api-stand-in.ts";
import { admit, FakedStore } from "./faked-store.ts";

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
