import { InvalidTokenException } from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createVerifier } from "../cluster-verifier.ts";
import { usePatientClock } from "../patient-clock.ts";
import { cart, claimsOf, forgeToken } from "../pods.ts";
import { RunningAgent } from "../running-agent.ts";
import { grantFor, UpstreamServer } from "../upstream-server.ts";

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
  expect(await running.ask(token)).toMatchObject({ status: 500, body: { code: "InternalServerException" } });
  expect(JSON.stringify([running.notices, running.refusals])).not.toContain(token);
  expect(running.notices).toMatchObject([{ level: "error" }]);
  fails = false;
  expect((await running.ask(token)).status).toBe(200);
});
