import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AdmittedToken } from "../../src/token/token-cache.ts";
import { failure, outage } from "../support/fake-upstream.ts";
import { admit, FakedStore } from "../support/store-fixture.ts";

let faked: FakedStore;

beforeEach(() => {
  faked = new FakedStore();
  faked.api.lifetimeSeconds = 21_600;
});
afterEach(() => {
  faked.stop();
});

/** Has a pod ask, be renewed once, and ask no more until what it has soon ends. */
async function idle(pod: AdmittedToken, secondsLeft = 20): Promise<void> {
  await faked.ask(pod);
  await faked.pass(10_801);
  expect(faked.api.calls).toHaveLength(2);
  const end = (faked.api.calls[1]?.at ?? 0) + 21_600_000;
  await faked.pass((end - Date.now()) / 1000 - secondsLeft);
  expect(faked.api.calls, "it isn't renewed without being asked for").toHaveLength(2);
}

describe("a pod that comes back when its credentials soon end", () => {
  test("is given new ones", async () => {
    await idle(admit("a"));
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000003");
    expect(faked.issues.map(({ renewal }) => renewal)).toEqual([false, true, true]);
  });

  test("waits with all that ask meanwhile for one call", async () => {
    await idle(admit("a"));
    const { promise, resolve } = Promise.withResolvers<void>();
    faked.api.pause = promise;
    const asked = Array.from({ length: 3 }, () => faked.ask(admit("a")));
    await faked.pass(1);
    asked.push(faked.ask(admit("a")));
    resolve();
    expect(await Promise.all(asked)).toEqual(Array(4).fill("ASIA0000000000000003"));
    expect(faked.api.calls).toHaveLength(3);
  });

  test("is renewed once more, and no more before it asks again", async () => {
    await idle(admit("a"));
    await faked.ask(admit("a"));
    await faked.pass(40_000);
    expect(faked.api.calls).toHaveLength(4);
  });

  test("is given what it has where the API can't be had, without a wait from then on, and is renewed when it can", async () => {
    await idle(admit("a"), 600);
    faked.api.failure = outage;
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000002");
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000002");
    expect(faked.api.calls).toHaveLength(3);
    expect(faked.notices).toMatchObject([{ message: expect.stringContaining("keeps what it has") }]);
    faked.api.failure = undefined;
    await faked.pass(121);
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000004");
  });

  test("gets the API's error where they have ended before it failed", async () => {
    await idle(admit("a"));
    const { promise, resolve } = Promise.withResolvers<void>();
    faked.api.pause = promise;
    faked.api.failure = outage;
    const asked = faked.ask(admit("a"));
    await faked.pass(6);
    resolve();
    expect(await asked).toBe(outage.code);
  });

  test("gets the refusal where the API refuses it, and has nothing more", async () => {
    await idle(admit("a"));
    faked.api.failure = failure("ResourceNotFoundException", 404, true);
    expect(await faked.ask(admit("a"))).toBe("ResourceNotFoundException");
    expect(faked.store.size).toBe(0);
    expect(await faked.ask(admit("a"))).toBe("ResourceNotFoundException");
    expect(faked.api.calls).toHaveLength(3);
  });
});

test("a pod whose token had ended when its credentials were due is given new ones for its next token", async () => {
  await faked.ask(admit("a", 3_600));
  await faked.pass(21_580);
  expect(faked.api.calls).toHaveLength(1);
  expect(await faked.ask(admit("a", 86_400, "second"))).toBe("ASIA0000000000000002");
  expect(faked.api.calls[1]?.token).toBe("a second");
});

test("a pod whose token ends just now is given what there is: the API would refuse the token", async () => {
  const pod = admit("a", 21_580);
  await faked.ask(pod);
  await faked.pass(10_801);
  await faked.pass(10_780);
  expect(Date.now()).toBeGreaterThan(pod.token.expiresAt);
  expect(await faked.ask(pod)).toBe("ASIA0000000000000002");
  expect(faked.api.calls).toHaveLength(2);
});
