import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { FairCache } from "../../src/core/fair-cache.ts";
import { CachedCredentials } from "../../src/credentials/cached-credentials.ts";
import { CredentialStore } from "../../src/credentials/credential-store.ts";
import { findNextRenewal } from "../../src/credentials/next-renewal.ts";
import { RenewalTimer } from "../../src/credentials/renewals.ts";
import type { PodToken } from "../../src/token.ts";
import { FakeUpstream, outage } from "../support/fake-upstream.ts";
import { resolve } from "../support/store-fixture.ts";

const hour = 3_600_000;
/** When credentials for an hour from time 0 are due, without the random part. */
const dueAt = 2_400_000;

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function tokenUntil(expiresAt: number): PodToken {
  const pod = { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: "0" };
  return { text: "text", hash: "hash", pod, notBefore: 0, expiresAt };
}

function credentialsUntil(expiresAt: number, secretAccessKey = "secret") {
  const texts = { accessKeyId: "id", secretAccessKey, sessionToken: "token", accountId: "444455556666" };
  return { ...texts, associationId: "a-0", expiration: new Date(expiresAt), requestId: undefined };
}

function cache(expiresAt: number, token = tokenUntil(100 * hour)): CachedCredentials {
  return new CachedCredentials(credentialsUntil(expiresAt), token, 0);
}

describe("credentials are due", () => {
  test("from two thirds of their lifetime, while their token is valid", () => {
    expect([dueAt - 1, dueAt].map((now) => cache(hour).isDue(now))).toEqual([false, true]);
    expect([dueAt, dueAt + 1].map((exp) => cache(hour, tokenUntil(exp)).isDue(dueAt))).toEqual([false, true]);
  });

  test("after a renewal only if the pod asked during it or later", () => {
    const cached = cache(hour);
    cached.renew(credentialsUntil(2 * hour), hour);
    expect(cached.isDue(hour + dueAt)).toBe(false);
    cached.touch(tokenUntil(100 * hour));
    expect(cached.isDue(hour + dueAt)).toBe(true);
  });

  test("before they are given out if their token expired and the new one is valid", () => {
    const cached = cache(hour, tokenUntil(dueAt));
    expect([dueAt - 1, dueAt].map((now) => cached.isOverdue(tokenUntil(hour), now))).toEqual([false, true]);
    expect(cached.isOverdue(tokenUntil(dueAt), dueAt)).toBe(false);
  });
});

test("the token that expires last is kept, of equal ones the first", () => {
  const [first, equal, longer] = [tokenUntil(1), tokenUntil(1), tokenUntil(2)];
  const cached = cache(hour, first);
  cached.updateToken(equal);
  expect(cached.token).toBe(first);
  cached.updateToken(longer);
  expect(cached.token).toBe(longer);
});

test("the body is ASCII, with a time without a fraction", () => {
  const { body } = new CachedCredentials(credentialsUntil(hour + 123, "é"), tokenUntil(hour), 0);
  expect(body).toContain('"SecretAccessKey":"\\u00e9"');
  expect(body).toContain('"Expiration":"1970-01-01T01:00:00Z"');
});

describe("the next renewal", () => {
  /** @param entries - `a1` is entry 1 of client a; with the time of the expiry in minutes */
  function nextOf(
    entries: Readonly<Record<string, number>>,
    busy: readonly string[] = [],
  ): string | undefined {
    const caches = new FairCache<string, CachedCredentials>(10);
    for (const [key, minutes] of Object.entries(entries)) {
      caches.set(key, cache(minutes * 60_000), key.charAt(0));
    }
    const now = 58 * 60_000;
    return findNextRenewal(caches, (key) => busy.includes(key), now)?.key;
  }

  test.each<[string, Record<string, number>, string]>([
    ["of a client", { a1: 62, a2: 60, a3: 61 }, "a2"],
    ["of clients with equally many", { a1: 61, b1: 60 }, "b1"],
    ["of clients with equally many, in another order", { a1: 60, b1: 61 }, "a1"],
    ["of the client with fewer, although others expire earlier", { a1: 60, a2: 60, b1: 62 }, "b1"],
    ["of the client with fewer, in another order", { b1: 62, a1: 60, a2: 60 }, "b1"],
  ])("is the one that expires first, %s", (_name, entries, key) => {
    expect(nextOf(entries)).toBe(key);
  });

  test("is none whose call is running", () => {
    expect(nextOf({ a1: 60, a2: 61 }, ["a1"])).toBe("a2");
  });
});

test("a stopped timer starts no more renewals", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let renewals = 0;
  const timer = new RenewalTimer(async () => {
    renewals += 1;
  });
  vi.advanceTimersByTime(1_002);
  expect(renewals).toBe(3);
  timer.stop();
  vi.advanceTimersByTime(10_000);
  expect(renewals).toBe(3);
  vi.useRealTimers();
});

test("a store without hooks fetches, renews and counts as with hooks", async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: 0 });
  vi.advanceTimersByTime(1_000);
  const upstream = new FakeUpstream();
  const counters = new Counters();
  const store = new CredentialStore({ clusterName: "blue", upstream, maxPods: 10, counters, hooks: {} });
  await expect(store.fetch(resolve("a"), "client")).resolves.toBeDefined();
  expect(counters.calls).toEqual(new Map([["Success", { count: 1, totalMs: 0 }]]));
  upstream.failure = outage;
  vi.advanceTimersByTime(dueAt);
  await expect(store.renewNext()).resolves.toBeUndefined();
  expect(upstream.calls).toHaveLength(2);
  vi.useRealTimers();
});
