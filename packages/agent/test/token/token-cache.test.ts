import { hash } from "node:crypto";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { negateSignature } from "@eks-auth/test-kit/negate-signature";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { AgentError, type TokenVerdict } from "../../src/index.ts";
import { TokenCache } from "../../src/token/token-cache.ts";
import { createVerifier } from "../support/cluster-verifier.ts";
import { apiError, FakeUpstream } from "../support/fake-upstream.ts";
import { cart, claimsOf, forgeToken, uidOf } from "../support/pods.ts";
import { RunningAgent } from "../support/running-agent.ts";

useSlowClock("Date");

let cluster: DevCluster;
let token: string;

beforeAll(async () => {
  cluster = await startDevCluster();
  token = await cluster.mintToken(cart());
});
afterAll(() => cluster.stop());

const client = "10.0.0.1";

const digestOf = (text: string) => hash("sha256", text, "base64url");

describe("without a verifier", () => {
  test("the key is the digest of the whole token, without a promise", () => {
    const resolved = new TokenCache(10, undefined, "prod").resolve(token, client);
    expect(resolved).toMatchObject({ key: digestOf(token), token: { text: token, hash: digestOf(token) } });
  });

  test("a cached token is not decoded again", () => {
    const cache = new TokenCache(10, undefined, "prod");
    const resolved = cache.resolve(token, client);
    cache.resolve(forgeToken(claimsOf(token)), client);
    expect(cache.resolve(token, client)).toBe(resolved);
  });

  test("tokens with the same last 43 characters have their own keys", () => {
    const cache = new TokenCache(10, undefined, "prod");
    const [header, , signature] = token.split(".");
    const claims = JSON.stringify({ ...claimsOf(token), exp: 4_000_000_000 });
    const other = `${header}.${Buffer.from(claims).toString("base64url")}.${signature}`;
    expect(other.slice(-43)).toBe(token.slice(-43));
    for (const text of [token, other, token, other]) {
      expect(cache.resolve(text, client)).toMatchObject({ key: digestOf(text), token: { text } });
    }
  });

  test("the two signatures of a token have their own keys", () => {
    const cache = new TokenCache(10, undefined, "prod");
    for (const text of [token, negateSignature(token)]) {
      expect(cache.resolve(text, client)).toMatchObject({
        key: digestOf(text),
        token: { hash: digestOf(text) },
      });
    }
  });

  test("only the configured number of tokens is cached", () => {
    const cache = new TokenCache(1, undefined, "prod");
    const first = cache.resolve(token, client);
    cache.resolve(forgeToken(claimsOf(token)), client);
    expect(cache.resolve(token, client)).not.toBe(first);
  });
});

describe("with a verifier", () => {
  test("the key has cluster, namespace, service account and pod's UID, the same for a renewed token", async () => {
    const cache = new TokenCache(10, createVerifier(cluster.issuer), "prod");
    const key = `pod prod/shop/cart/${uidOf("cart-0")}`;
    expect(await cache.resolve(token, client)).toMatchObject({ key });
    expect(await cache.resolve(await cluster.mintToken(cart()), client)).toMatchObject({ key });
  });

  test.each([
    { namespace: "bank" },
    { serviceAccount: "till" },
    { pod: { name: "cart-0", uid: uidOf("cart-1") } },
  ])("a token with another %j has another key", async (change) => {
    const cache = new TokenCache(10, createVerifier(cluster.issuer), "prod");
    const other = await cache.resolve(await cluster.mintToken({ ...cart(), ...change }), client);
    expect(other.key).not.toBe((await cache.resolve(token, client)).key);
  });

  test("the two signatures of a token are one token", async () => {
    const cache = new TokenCache(10, createVerifier(cluster.issuer), "prod");
    const [one, other] = [
      await cache.resolve(token, client),
      await cache.resolve(negateSignature(token), client),
    ];
    expect(other).toMatchObject({ key: one.key, token: { hash: one.token.hash } });
    const next = await cache.resolve(await cluster.mintToken({ ...cart(), lifetimeSeconds: 601 }), client);
    expect(next.token.hash).not.toBe(one.token.hash);
  });

  test("another signature for the claims of a cached token is verified", async () => {
    const cache = new TokenCache(10, createVerifier(cluster.issuer), "prod");
    await cache.resolve(token, client);
    const forged = `${token.slice(0, token.lastIndexOf("."))}.AAAA${token.slice(-82)}`;
    expect(forged.slice(-43)).toBe(token.slice(-43));
    await expect(cache.resolve(forged, client)).rejects.toMatchObject({ reason: "invalid_token" });
  });

  test("concurrent requests share one verification, and later ones need none", async () => {
    const verify = vi.fn(createVerifier(cluster.issuer));
    const cache = new TokenCache(10, verify, "prod");
    const [first, second] = await Promise.all([cache.resolve(token, client), cache.resolve(token, client)]);
    expect(first).toBe(second);
    expect(cache.resolve(token, client)).toBe(first);
    expect(verify).toHaveBeenCalledTimes(1);
  });

  test("while the keys are unavailable, the key is the digest, and is not cached", async () => {
    const verify = vi.fn(async (): Promise<TokenVerdict | undefined> => undefined);
    const cache = new TokenCache(10, verify, "prod");
    expect(await cache.resolve(token, client)).toMatchObject({ key: digestOf(token) });
    verify.mockResolvedValue({ podUid: "0-0-0", isCurrent: () => true });
    expect(await cache.resolve(token, client)).toMatchObject({ key: "pod prod/shop/cart/0-0-0" });
    expect(verify).toHaveBeenCalledTimes(2);
  });

  test("a token that is not from the cluster is rejected each time", async () => {
    const cache = new TokenCache(10, createVerifier(cluster.issuer), "prod");
    const forged = forgeToken(claimsOf(token));
    for (let round = 0; round < 2; round++) {
      const error = await Promise.resolve(cache.resolve(forged, client)).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(AgentError);
      expect(error).toMatchObject({ reason: "invalid_token" });
    }
  });

  test("a text that is no token is not verified", () => {
    const verify = vi.fn();
    expect(() => new TokenCache(10, verify, "prod").resolve("garbage", client)).toThrow(AgentError);
    expect(verify).not.toHaveBeenCalled();
  });
});

test("a verified token stays cached though another client has many", async () => {
  const verify = vi.fn(async () => ({ podUid: "0-0-0", isCurrent: () => true }));
  const cache = new TokenCache(10, verify, "prod");
  const claims = claimsOf(token);
  const resolved = await cache.resolve(token, client);
  for (let index = 0; index < 50; index++) {
    await cache.resolve(forgeToken(claims), "10.0.0.2");
  }
  expect(cache.resolve(token, client)).toBe(resolved);
});

test("a token is rejected after its key was withdrawn, although credentials are cached", async () => {
  const rotating = await startDevCluster();
  const token = await rotating.mintToken(cart());
  const upstream = new FakeUpstream();
  await using running = await RunningAgent.start(upstream, { verifyToken: createVerifier(rotating.issuer) });
  expect((await running.ask(token)).status).toBe(200);
  await rotating.rotateKeys();
  vi.advanceTimersByTime(540_000);
  expect((await running.ask(token)).status).toBe(200);
  vi.advanceTimersByTime(61_000);
  expect(await running.ask(token)).toMatchObject({ status: 400, body: { reason: "invalid_token" } });
  expect(upstream.calls).toHaveLength(1);
  await rotating.stop();
});

test("a rejection by the API counts for both signatures of a verified token", async () => {
  const upstream = new FakeUpstream();
  upstream.failure = apiError("AccessDeniedException", 400, true);
  await using running = await RunningAgent.start(upstream, { verifyToken: createVerifier(cluster.issuer) });
  for (const text of [token, negateSignature(token)]) {
    expect((await running.ask(text)).status).toBe(400);
  }
  expect(upstream.calls).toHaveLength(1);
});

test("a token whose key may be new gets 503 without a call, and no credentials of its pod", async () => {
  const rotating = await startDevCluster();
  const upstream = new FakeUpstream();
  await using running = await RunningAgent.start(upstream, { verifyToken: createVerifier(rotating.issuer) });
  await running.ask(await rotating.mintToken(cart()));
  await rotating.rotateKeys();
  const token = await rotating.mintToken(cart());
  expect(await running.ask(token)).toMatchObject({ status: 503, body: { reason: "unknown_key" } });
  vi.advanceTimersByTime(30_000);
  expect((await running.ask(token)).status).toBe(200);
  expect(upstream.calls).toHaveLength(1);
  await rotating.stop();
});

test("an agent verifies tokens again when the keys are available again", async () => {
  const upstream = new FakeUpstream();
  const verify = createVerifier(cluster.issuer);
  let areKeysAvailable = false;
  const verifyToken = async (text: string) => (areKeysAvailable ? verify(text) : undefined);
  await using running = await RunningAgent.start(upstream, { verifyToken });
  await running.ask(token);
  areKeysAvailable = true;
  // The credentials are now cached by the pod. Those that are cached by the token expire.
  await running.ask(token);
  await running.ask(await cluster.mintToken(cart()));
  expect(upstream.calls).toHaveLength(2);
});

test("an unexpected error of the verifier is answered with 500, without its message, and is not cached", async () => {
  let fails = true;
  const verifyToken = async (text: string) => {
    if (fails) {
      throw new Error(`cannot verify ${text}`);
    }
    return { podUid: "0-0-0", isCurrent: () => true };
  };
  await using running = await RunningAgent.start(new FakeUpstream(), { verifyToken });
  expect(await running.ask(token)).toMatchObject({
    status: 500,
    body: { code: "InternalServerException", reason: "internal" },
  });
  expect(JSON.stringify([running.logEvents, running.refusals])).not.toContain(token);
  expect(running.logEvents).toMatchObject([{ level: "error" }]);
  fails = false;
  expect((await running.ask(token)).status).toBe(200);
});
