import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createVerifier } from "../support/cluster-verifier.ts";
import { accessKeyId, apiError, FakeUpstream, outage } from "../support/fake-upstream.ts";
import { cart, claimsOf, forgeToken, mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks, RunningAgent } from "../support/running-agent.ts";
import { resolve, StoreFixture } from "../support/store-fixture.ts";

/** How often many requests are sent at once. */
const rounds = randomRuns({ short: 3, long: 20 });

const rejection = apiError("InvalidTokenException", 400, true);

describe("over HTTP", () => {
  // For the time limits of requests for the cluster's keys.
  useSlowClock();

  let cluster: DevCluster;
  let otherCluster: DevCluster;
  let upstream: FakeUpstream;

  beforeAll(async () => {
    [cluster, otherCluster] = await Promise.all([startDevCluster(), startDevCluster()]);
  });
  afterAll(() => Promise.all([cluster.stop(), otherCluster.stop()]));
  beforeEach(() => {
    upstream = new FakeUpstream();
  });

  describe.each([
    ["without keys", () => undefined, 2],
    ["with keys", () => createVerifier(cluster.issuer), 1],
    ["with unavailable keys", () => createVerifier("http://127.0.0.1:1"), 2],
  ])("%s", (name, verifier, callsOfTwoTokens) => {
    test("a second request makes no call", async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const first = await running.ask(token);
      expect(await running.ask(token)).toMatchObject({ status: 200, text: first.text });
      expect(upstream.calls).toHaveLength(1);
    });

    test(`the first request with a renewed token makes ${callsOfTwoTokens - 1} calls`, async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      const tokens = [await cluster.mintToken(cart()), await cluster.mintToken(cart())];
      for (const token of [...tokens, ...tokens]) {
        expect((await running.ask(token)).status).toBe(200);
      }
      expect(upstream.calls).toHaveLength(callsOfTwoTokens);
    });

    test("a forged token with a victim's UID finds no credentials, drops none, and causes no rejection of the victim", async () => {
      const victim = await cluster.mintToken(cart());
      upstream.failureOf = (token) => (token === victim ? undefined : rejection);
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier(), maxPods: 3 });
      const foreign = await otherCluster.mintToken(cart());
      const [header, payload, signature] = victim.split(".");
      const forged = [
        forgeToken(claimsOf(victim)),
        forgeToken({ ...claimsOf(victim), exp: 4_000_000_000 }),
        `${header}.${payload}.${signature?.split("").reverse().join("")}`,
        `${header}.${payload}.${signature}=`,
        `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.x`,
        foreign,
      ];
      // Its key could be a new one of the cluster.
      const unknownKey = { status: 503, body: { reason: "unknown_key" } };
      // Once before the victim has asked, and once when its credentials are cached.
      for (const round of ["before", "after"]) {
        for (const token of forged) {
          const response = await running.ask(token);
          const isUnknown = name === "with keys" && token === foreign;
          const invalid = { status: 400, body: { code: "InvalidTokenException" } };
          expect(response, round).toMatchObject(isUnknown ? unknownKey : invalid);
        }
        expect(await running.ask(victim)).toMatchObject({ status: 200 });
      }
      expect(upstream.calls.filter(({ token }) => token === victim)).toHaveLength(1);
      if (name === "with keys") {
        expect(upstream.calls, "forged tokens are rejected without a call").toHaveLength(1);
      }
    });

    test("a full cache removes the pod whose last request is oldest", async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier(), maxPods: 3 });
      const tokens = await Promise.all(["a", "b", "c", "d"].map((pod) => cluster.mintToken(cart(pod))));
      const [a = "", b = "", c = "", d = ""] = tokens;
      for (const token of [a, b, c, a, d]) {
        await running.ask(token);
      }
      expect(upstream.calls.map(({ token }) => token)).toEqual([a, b, c, d]);
      for (const token of [a, c, d, b]) {
        await running.ask(token);
      }
      expect(upstream.calls.slice(4).map(({ token }) => token)).toEqual([b]);
    });

    test("a flood of rejected tokens removes no pod's credentials", async () => {
      const honest = await Promise.all(["a", "b", "c"].map((pod) => cluster.mintToken(cart(pod))));
      upstream.failureOf = (token) => (honest.includes(token) ? undefined : rejection);
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier(), maxPods: 3 });
      const askAll = () => Promise.all(honest.map((token) => running.ask(token)));
      await askAll();
      const claims = claimsOf(honest[0] ?? "");
      // Fewer at once than a client can have in flight.
      for (let round = 0; round < 4; round++) {
        const flood = await Promise.all(Array.from({ length: 25 }, () => running.ask(forgeToken(claims))));
        expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([400]));
      }
      expect((await askAll()).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(upstream.calls.filter(({ token }) => honest.includes(token))).toHaveLength(3);
    });
  });

  describe.each([
    ["without keys", () => undefined],
    ["with keys", () => createVerifier(cluster.issuer)],
  ])("concurrent requests, %s:", (_name, verifier) => {
    test(`500 for a pod share one call, each of ${rounds} times`, async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      for (let round = 0; round < rounds; round++) {
        const token = await cluster.mintToken(cart(`cart-${round}`));
        const callsBefore = upstream.calls.length;
        const release = upstream.hold();
        const statuses = requestAtOnce(500, token, running.port);
        await expect.poll(() => upstream.calls.length, { interval: 5 }).toBeGreaterThan(callsBefore);
        release();
        expect(new Set(await statuses)).toEqual(new Set(["200 OK"]));
        expect(upstream.calls).toHaveLength(callsBefore + 1);
      }
    });

    test("those for different pods make a call each, and get their own credentials", async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, index) => cluster.mintToken(cart(`other-${index}`))),
      );
      const responses = await Promise.all(tokens.map((token) => running.ask(token)));
      expect(upstream.calls).toHaveLength(20);
      expect(responses.map(({ body }) => body.AccessKeyId)).toEqual(
        tokens.map((token) => accessKeyId(upstream.calls.findIndex((call) => call.token === token) + 1)),
      );
    });

    test("share one rejection", async () => {
      upstream.failure = apiError("ResourceNotFoundException", 404, true);
      const release = upstream.hold();
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const asked = Promise.all(Array.from({ length: 50 }, () => running.ask(token)));
      await expect.poll(() => upstream.calls.length).toBe(1);
      release();
      for (const response of await asked) {
        expect(response).toMatchObject({ status: 404, body: { message: "It failed." } });
      }
      expect(upstream.calls).toHaveLength(1);
      expect(running.refusals).toHaveLength(50);
    });

    test("get their credentials if the client of the first one leaves", async () => {
      await using running = await RunningAgent.start(upstream, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const release = upstream.hold();
      const leaving = new AbortController();
      const first = ask(running.url, { token, signal: leaving.signal });
      await expect.poll(() => upstream.calls.length).toBe(1);
      const second = running.ask(token);
      leaving.abort();
      await expect(first).rejects.toThrow();
      release();
      expect((await second).status).toBe(200);
      expect((await running.ask(token)).status).toBe(200);
      expect(upstream.calls).toHaveLength(1);
    });
  });

  /**
   * Sends requests on twenty connections without waiting for responses. That is faster than one connection for each.
   *
   * @returns the status lines of the responses
   */
  async function requestAtOnce(count: number, token: string, port: number): Promise<string[]> {
    const request = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${token}\r\n\r\n`;
    const last = request.replace("\r\n", "\r\nconnection: close\r\n");
    const received = await Promise.all(
      Array.from({ length: 20 }, async () => {
        using connection = await RawConnection.open(port);
        await connection.write(request.repeat(count / 20 - 1) + last);
        await connection.waitForEnd();
        return connection.received;
      }),
    );
    const statuses = Array.from(
      received.join("").matchAll(/HTTP\/1\.1 (\d+ \w+)\r/g),
      ([, status = ""]) => status,
    );
    expect(statuses).toHaveLength(count);
    return statuses;
  }
});

test("a rejected renewal that began before everything was removed does not count after it", async () => {
  const fixture = new StoreFixture();
  const { store, upstream } = fixture;
  await fixture.ask(resolve("a"));
  const release = upstream.hold();
  upstream.failureOf = () => rejection;
  await fixture.pass(2_401);
  expect(upstream.calls).toHaveLength(2);
  store.clear();
  release();
  await store.settled();
  upstream.failureOf = () => undefined;
  expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(3));
});

test("a request after everything was removed does not join a call that began before", async () => {
  const fixture = new StoreFixture();
  const { store, upstream } = fixture;
  const release = upstream.hold();
  const before = fixture.ask(resolve("a"));
  store.clear();
  const after = fixture.ask(resolve("a"));
  expect(upstream.calls).toHaveLength(2);
  release();
  expect(await Promise.all([before, after])).toEqual([accessKeyId(1), accessKeyId(2)]);
  // Only the result of the later call is cached.
  expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
  await store.settled();
});

describe("eviction", () => {
  test("removes the pod whose last request is oldest, even if it was renewed since", async () => {
    const fixture = new StoreFixture(3);
    const { calls } = fixture.upstream;
    await fixture.ask(resolve("gone"));
    await fixture.pass(600);
    await fixture.ask(resolve("b"));
    await fixture.ask(resolve("c"));
    await fixture.pass(1_801);
    expect(calls, "the pod that is gone is renewed once").toHaveLength(4);
    await fixture.ask(resolve("d"));
    calls.length = 0;
    for (const pod of ["b", "c", "d"]) {
      await fixture.ask(resolve(pod));
    }
    expect(calls).toEqual([]);
    expect(fixture.counters.evictions).toBe(1);
    await fixture.ask(resolve("gone"));
    expect(calls).toHaveLength(1);
    expect(fixture.store.size).toBe(3);
  });

  test("by a client with many tokens removes only its own credentials", async () => {
    const fixture = new StoreFixture(20);
    const { calls } = fixture.upstream;
    const askForVictims = () => Promise.all(["a", "b", "c"].map((pod) => fixture.ask(resolve(pod))));
    await askForVictims();
    for (let index = 0; index < 100; index++) {
      await fixture.ask(resolve(`token ${index}`), "attacker");
    }
    calls.length = 0;
    await askForVictims();
    expect(calls).toEqual([]);
    expect(fixture.store.size).toBe(20);
    await fixture.ask(resolve("token 99"), "attacker");
    expect(calls, "it can use what the others don't need").toEqual([]);
    expect(fixture.counters.evictions).toBe(100 - 17);
  });

  test("is not caused by rejected pods", async () => {
    const fixture = new StoreFixture();
    await fixture.ask(resolve("honest"));
    fixture.upstream.failure = rejection;
    for (let index = 0; index < 5_000; index++) {
      await fixture.ask(resolve(`rejected-${index}`));
    }
    fixture.upstream.calls.length = 0;
    expect(await fixture.ask(resolve("honest"))).toBe(accessKeyId(1));
    expect(fixture.upstream.calls).toEqual([]);
    expect(fixture.counters.evictions).toBe(0);
  });
});

test("valid tokens of one client remove no credentials of another", async () => {
  const upstream = new FakeUpstream();
  await using running = await RunningAgent.start(upstream, { listen: bothLoopbacks, maxPods: 20 });
  const [one = "", other = ""] = running.agent.urls;
  const token = await mintPodToken();
  await ask(one, { token });
  for (let index = 0; index < 50; index++) {
    expect((await ask(other, { token: forgeToken(claimsOf(token)) })).status).toBe(200);
  }
  expect((await ask(one, { token })).body.AccessKeyId).toBe(accessKeyId(1));
  expect(upstream.calls).toHaveLength(51);
});

describe("a pod that asks with two verified tokens at once", () => {
  const older = resolve("a", 3_600, "older");
  const newer = resolve("a", 86_400, "newer");
  let fixture: StoreFixture;

  beforeEach(() => {
    fixture = new StoreFixture();
  });

  test("gets credentials for the good one, and a rejection for the other", async () => {
    fixture.upstream.failureOf = (token) => (token === older.token.text ? rejection : undefined);
    const asked = [fixture.ask(older), fixture.ask(newer), fixture.ask(newer), fixture.ask(older)];
    const second = accessKeyId(2);
    expect(await Promise.all(asked)).toEqual([rejection.code, second, second, rejection.code]);
    expect(fixture.upstream.calls.map(({ token }) => token)).toEqual(["a older", "a newer"]);
  });

  test("makes two calls if both are rejected", async () => {
    fixture.upstream.failure = rejection;
    const asked = [older, newer, older, newer].map((resolved) => fixture.ask(resolved));
    expect(await Promise.all(asked)).toEqual(Array(4).fill(rejection.code));
    expect(fixture.upstream.calls).toHaveLength(2);
  });

  test("makes one call if the API is down", async () => {
    fixture.upstream.failure = outage;
    expect(await Promise.all([fixture.ask(older), fixture.ask(newer)])).toEqual([outage.code, outage.code]);
    expect(fixture.upstream.calls).toHaveLength(1);
  });
});
