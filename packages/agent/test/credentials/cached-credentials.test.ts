import { beforeEach, describe, expect, test } from "vitest";
import type { ResolvedToken } from "../../src/token/token-cache.ts";
import { accessKeyId, apiError, outage } from "../support/fake-upstream.ts";
import { resolve, StoreFixture } from "../support/store-fixture.ts";

let fixture: StoreFixture;

beforeEach(() => {
  fixture = new StoreFixture();
  fixture.upstream.lifetimeSeconds = 21_600;
});

/** Makes a pod ask once. After one renewal, it does not ask until its credentials soon expire. */
async function idle(pod: ResolvedToken, secondsLeft = 20): Promise<void> {
  const { calls } = fixture.upstream;
  await fixture.ask(pod);
  await fixture.pass(10_801);
  expect(calls).toHaveLength(2);
  const expiresAt = (calls[1]?.at ?? 0) + 21_600_000;
  await fixture.pass((expiresAt - Date.now()) / 1000 - secondsLeft);
  expect(calls, "no renewal without a request").toHaveLength(2);
}

describe("a pod that asks again when its credentials soon expire", () => {
  test("gets new ones", async () => {
    await idle(resolve("a"));
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(3));
    expect(fixture.grants.map(({ renewal }) => renewal)).toEqual([false, true, true]);
  });

  test("shares one call with all concurrent requests", async () => {
    await idle(resolve("a"));
    const release = fixture.upstream.hold();
    const asked = Array.from({ length: 3 }, () => fixture.ask(resolve("a")));
    await fixture.pass(1);
    asked.push(fixture.ask(resolve("a")));
    release();
    expect(await Promise.all(asked)).toEqual(Array(4).fill(accessKeyId(3)));
    expect(fixture.upstream.calls).toHaveLength(3);
  });

  test("is renewed once more, and then not until it asks again", async () => {
    await idle(resolve("a"));
    await fixture.ask(resolve("a"));
    await fixture.pass(40_000);
    expect(fixture.upstream.calls).toHaveLength(4);
  });

  test("gets the ones it has if the API is down, later without waiting, and is renewed when the API is up", async () => {
    await idle(resolve("a"), 600);
    fixture.upstream.failure = outage;
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
    expect(fixture.upstream.calls).toHaveLength(3);
    expect(fixture.logEvents).toMatchObject([{ message: expect.stringContaining("keeps those it has") }]);
    fixture.upstream.failure = undefined;
    await fixture.pass(121);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(4));
  });

  test("gets the API's error if they expire before the call fails", async () => {
    await idle(resolve("a"));
    const release = fixture.upstream.hold();
    fixture.upstream.failure = outage;
    const asked = fixture.ask(resolve("a"));
    await fixture.pass(6);
    release();
    expect(await asked).toBe(outage.code);
  });

  test("loses them if the API rejects it", async () => {
    await idle(resolve("a"));
    fixture.upstream.failure = apiError("ResourceNotFoundException", 404, true);
    expect(await fixture.ask(resolve("a"))).toBe("ResourceNotFoundException");
    expect(fixture.store.size).toBe(0);
    expect(await fixture.ask(resolve("a"))).toBe("ResourceNotFoundException");
    expect(fixture.upstream.calls).toHaveLength(3);
  });
});

test("a pod whose token had expired when its credentials were due gets new ones for its next token", async () => {
  await fixture.ask(resolve("a", 3_600));
  await fixture.pass(21_580);
  expect(fixture.upstream.calls).toHaveLength(1);
  expect(await fixture.ask(resolve("a", 86_400, "second"))).toBe(accessKeyId(2));
  expect(fixture.upstream.calls[1]?.token).toBe("a second");
});

test("a pod whose token has just expired gets the cached credentials: the API would reject the token", async () => {
  const pod = resolve("a", 21_580);
  await fixture.ask(pod);
  await fixture.pass(10_801);
  await fixture.pass(10_780);
  expect(Date.now()).toBeGreaterThan(pod.token.expiresAt);
  expect(await fixture.ask(pod)).toBe(accessKeyId(2));
  expect(fixture.upstream.calls).toHaveLength(2);
});
