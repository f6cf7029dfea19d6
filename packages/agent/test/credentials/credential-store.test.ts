import { InvalidTokenException } from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { usePatientClock } from "../patient-clock.ts";
import { cart, claimsOf, forgeToken } from "../pods.ts";
import { grantFor, UpstreamServer } from "../support/api-fixture.ts";
import { createVerifier } from "../support/cluster-verifier.ts";
import { failure, outage } from "../support/fake-upstream.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";
import { admit, FakedStore } from "../support/store-fixture.ts";

describe("the cache key", () => {
  usePatientClock();

  let cluster: DevCluster;
  let otherCluster: DevCluster;
  let upstream: UpstreamServer;

  beforeAll(async () => {
    [cluster, otherCluster] = await Promise.all([startDevCluster(), startDevCluster()]);
  });
  afterAll(() => Promise.all([cluster.stop(), otherCluster.stop()]));
  beforeEach(async () => {
    upstream = await UpstreamServer.start();
  });
  afterEach(() => upstream[Symbol.asyncDispose]());

  describe.each([
    ["without keys", () => undefined, 2],
    ["with keys", () => createVerifier(cluster.issuer), 1],
    ["with keys that can't be had", () => createVerifier("http://127.0.0.1:1"), 2],
  ])("%s", (name, verifier, callsOfTwoTokens) => {
    test("a second request makes no call", async () => {
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const first = await running.ask(token);
      expect(await running.ask(token)).toMatchObject({ status: 200, text: first.text });
      expect(upstream.calls).toHaveLength(1);
    });

    test(`a rotated token's first request makes ${callsOfTwoTokens - 1} calls`, async () => {
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const tokens = [await cluster.mintToken(cart()), await cluster.mintToken(cart())];
      for (const token of [...tokens, ...tokens]) {
        expect((await running.ask(token)).status).toBe(200);
      }
      expect(upstream.calls).toHaveLength(callsOfTwoTokens);
    });

    test("a forged token with a victim's UID finds nothing, takes nothing, and has nothing refused to the victim", async () => {
      const victim = await cluster.mintToken(cart());
      const honest = new Set([victim]);
      upstream.work = ({ token }) => {
        if (!honest.has(token)) {
          throw new InvalidTokenException({ message: "It is not the cluster's." });
        }
        return grantFor(3_600, upstream.calls.length);
      };
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier(), maxPods: 3 });
      const [header, payload, signature] = victim.split(".");
      const forged = [
        forgeToken(claimsOf(victim)),
        forgeToken({ ...claimsOf(victim), exp: 4_000_000_000 }),
        `${header}.${payload}.${signature?.split("").reverse().join("")}`,
        `${header}.${payload}.${signature}=`,
        `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.x`,
        await otherCluster.mintToken(cart()),
      ];
      // Once before the victim has asked, and once when its credentials are there.
      for (const round of ["before", "after"]) {
        for (const token of forged) {
          const answer = await running.ask(token);
          expect(answer, round).toMatchObject({ status: 400, body: { code: "InvalidTokenException" } });
        }
        expect(await running.ask(victim)).toMatchObject({ status: 200 });
      }
      expect(upstream.calls.filter(({ token }) => token === victim)).toHaveLength(1);
      if (name === "with keys") {
        expect(upstream.calls, "the keys alone have told").toHaveLength(1);
      }
    });

    test("the pod that hasn't asked for longest makes room", async () => {
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier(), maxPods: 3 });
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

    test("a flood of tokens that are granted to nobody takes no honest pod its credentials", async () => {
      const honest = await Promise.all(["a", "b", "c"].map((pod) => cluster.mintToken(cart(pod))));
      upstream.work = ({ token }) => {
        if (!honest.includes(token)) {
          throw new InvalidTokenException({});
        }
        return grantFor(3_600, 1);
      };
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier(), maxPods: 3 });
      const askAll = () => Promise.all(honest.map((token) => running.ask(token)));
      await askAll();
      const claims = claimsOf(honest[0] ?? "");
      // Not all at once: a client may have so many calls under way.
      for (let round = 0; round < 4; round++) {
        const flood = await Promise.all(Array.from({ length: 25 }, () => running.ask(forgeToken(claims))));
        expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([400]));
      }
      expect((await askAll()).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(upstream.calls.filter(({ token }) => honest.includes(token))).toHaveLength(3);
    });
  });

  test("tokens are verified again when the keys can be had again", async () => {
    const verify = createVerifier(cluster.issuer);
    let keysAreThere = false;
    const verifyToken = (token: string) => (keysAreThere ? verify(token) : Promise.resolve(undefined));
    await using running = await RunningAgent.start(upstream.url, { verifyToken });
    const first = await cluster.mintToken(cart());
    await running.ask(first);
    keysAreThere = true;
    // Its credentials are now found by the pod, and those found by the token are left to end.
    await running.ask(first);
    await running.ask(await cluster.mintToken(cart()));
    expect(upstream.calls).toHaveLength(2);
  });

  test("a verifier that fails in a way that nobody foresaw is answered 500, says nothing of why, and is asked again", async () => {
    let fails = true;
    const verifyToken = async (token: string) => {
      if (fails) {
        throw new Error(`can't verify ${token}`);
      }
      return "0-0-0";
    };
    await using running = await RunningAgent.start(upstream.url, { verifyToken });
    const token = await cluster.mintToken(cart());
    expect(await running.ask(token)).toMatchObject({
      status: 500,
      body: { code: "InternalServerException" },
    });
    expect(JSON.stringify([running.notices, running.refusals])).not.toContain(token);
    expect(running.notices).toMatchObject([{ level: "error" }]);
    fails = false;
    expect((await running.ask(token)).status).toBe(200);
  });
});

describe("concurrent requests", () => {
  usePatientClock();

  let cluster: DevCluster;
  let upstream: UpstreamServer;

  beforeAll(async () => {
    [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  });
  afterAll(async () => {
    await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
  });

  /** Has the API work until all of some requests have reached the agent. */
  function holdCalls(): { release: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    upstream.work = async () => {
      await promise;
      return grantFor(3_600, upstream.calls.length);
    };
    return { release: resolve };
  }

  /**
   * Sends requests on ten connections, without a wait for answers: cheaper than a connection each, and as much at once.
   *
   * @returns the status lines of the answers
   */
  async function askAtOnce(count: number, token: string, port: number): Promise<string[]> {
    const request = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${token}\r\n\r\n`;
    const last = request.replace("\r\n", "\r\nconnection: close\r\n");
    const received = await Promise.all(
      Array.from({ length: 10 }, async () => {
        using connection = await RawConnection.open(port);
        await connection.write(request.repeat(count / 10 - 1) + last);
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

  describe.each([
    ["unverified", () => undefined],
    ["verified", () => createVerifier(cluster.issuer)],
  ])("%s tokens", (_name, verifier) => {
    test("500 requests at once for a pod are one call, each of 20 times", async () => {
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      for (let round = 0; round < 20; round++) {
        const token = await cluster.mintToken(cart(`cart-${round}`));
        const callsBefore = upstream.calls.length;
        const calls = holdCalls();
        const answers = askAtOnce(500, token, running.port);
        await expect.poll(() => upstream.calls.length, { interval: 5 }).toBeGreaterThan(callsBefore);
        calls.release();
        expect(new Set(await answers)).toEqual(new Set(["200 OK"]));
        expect(upstream.calls).toHaveLength(callsBefore + 1);
      }
    });

    test("those for different pods are a call each", async () => {
      upstream.work = ({ token }) => ({
        ...grantFor(3_600, 0),
        credentials: { ...grantFor(3_600, 0).credentials, sessionToken: `for ${token}` },
      });
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, index) => cluster.mintToken(cart(`other-${index}`))),
      );
      const callsBefore = upstream.calls.length;
      const answers = await Promise.all(tokens.map((token) => running.ask(token)));
      expect(answers.map(({ body }) => body.Token)).toEqual(tokens.map((token) => `for ${token}`));
      expect(upstream.calls).toHaveLength(callsBefore + 20);
    });

    test("a refusal is one call for all who wait for it", async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      upstream.listener = async (_request, response) => {
        await promise;
        response
          .writeHead(404, {
            "x-amzn-errortype": "ResourceNotFoundException",
            "content-type": "application/json",
          })
          .end('{"message":"no association"}');
      };
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const requestsBefore = upstream.headers.length;
      const answers = Promise.all(Array.from({ length: 50 }, () => running.ask(token)));
      await expect.poll(() => upstream.headers.length).toBe(requestsBefore + 1);
      resolve();
      for (const answer of await answers) {
        expect(answer).toMatchObject({ status: 404, body: { message: "no association" } });
      }
      upstream.listener = undefined;
      expect(upstream.headers).toHaveLength(requestsBefore + 1);
      expect(running.refusals).toHaveLength(50);
    });

    test("a client that hangs up takes nothing from the others", async () => {
      await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
      const token = await cluster.mintToken(cart());
      const callsBefore = upstream.calls.length;
      const calls = holdCalls();
      const abort = new AbortController();
      const first = ask(running.url, { token, signal: abort.signal });
      await expect.poll(() => upstream.calls.length).toBe(callsBefore + 1);
      const second = running.ask(token);
      abort.abort();
      await expect(first).rejects.toThrow();
      calls.release();
      expect((await second).status).toBe(200);
      expect((await running.ask(token)).status).toBe(200);
      expect(upstream.calls).toHaveLength(callsBefore + 1);
    });
  });
});

describe("eviction", () => {
  let faked: FakedStore;

  beforeEach(() => {
    faked = new FakedStore();
  });
  afterEach(() => {
    faked.stop();
  });

  describe("room", () => {
    test("is made by those that haven't asked for longest, whatever was renewed meanwhile", async () => {
      faked.stop();
      faked = new FakedStore(3);
      await faked.ask(admit("gone"));
      await faked.pass(600);
      await faked.ask(admit("b"));
      await faked.ask(admit("c"));
      await faked.pass(1_801);
      expect(faked.api.calls, "the one that went is renewed once").toHaveLength(4);
      await faked.ask(admit("d"));
      faked.api.calls.length = 0;
      for (const pod of ["b", "c", "d"]) {
        await faked.ask(admit(pod));
      }
      expect(faked.api.calls).toEqual([]);
      expect(faked.counts.evictions).toBe(1);
      await faked.ask(admit("gone"));
      expect(faked.api.calls).toHaveLength(1);
      expect(faked.store.size).toBe(3);
    });

    test("is not made by those that are refused", async () => {
      await faked.ask(admit("honest"));
      faked.api.failure = failure("InvalidTokenException", 400, true);
      for (let index = 0; index < 5_000; index++) {
        await faked.ask(admit(`nobody-${index}`));
      }
      faked.api.calls.length = 0;
      expect(await faked.ask(admit("honest"))).toBe("ASIA0000000000000001");
      expect(faked.api.calls).toEqual([]);
      expect(faked.counts.evictions).toBe(0);
    });
  });
});

describe("two tokens of a pod", () => {
  let faked: FakedStore;

  beforeEach(() => {
    faked = new FakedStore();
  });
  afterEach(() => {
    faked.stop();
  });

  const older = admit("a", 3_600, "older");
  const newer = admit("a", 86_400, "newer");
  const refusal = failure("InvalidTokenException", 400, true);

  describe("a pod that asks with two tokens at once, which are verified as its own,", () => {
    test("has each refused for itself", async () => {
      faked.api.failures.set(older.token.text, refusal);
      const asked = [faked.ask(older), faked.ask(newer), faked.ask(newer), faked.ask(older)];
      expect(await Promise.all(asked)).toEqual([
        refusal.code,
        "ASIA0000000000000002",
        "ASIA0000000000000002",
        refusal.code,
      ]);
      expect(faked.api.calls.map(({ token }) => token)).toEqual(["a older", "a newer"]);
    });

    test("gets two refusals with two calls where neither is good", async () => {
      faked.api.failure = refusal;
      const asked = [older, newer, older, newer].map((admitted) => faked.ask(admitted));
      expect(await Promise.all(asked)).toEqual(Array(4).fill(refusal.code));
      expect(faked.api.calls).toHaveLength(2);
    });

    test("gets one answer with one call where the API can't be had", async () => {
      faked.api.failure = outage;
      expect(await Promise.all([faked.ask(older), faked.ask(newer)])).toEqual([outage.code, outage.code]);
      expect(faked.api.calls).toHaveLength(1);
    });
  });
});
