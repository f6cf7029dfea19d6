import { beforeEach, describe, expect, test, vi } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { ApiServer, answerWith } from "../support/api-fixture.ts";
import { accessKeyId, apiError, FakeUpstream, outage } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { RunningAgent, stopMonotonicClock } from "../support/running-agent.ts";
import { resolve, StoreFixture } from "../support/store-fixture.ts";

function unknownKey(retryAfterMs: number): UpstreamError {
  const response = { status: 503, code: "ServiceUnavailableException" };
  return new UpstreamError("api_error", "why", { response, apiReason: "unknown_key", retryAfterMs });
}

describe("in the store", () => {
  let fixture: StoreFixture;

  beforeEach(() => {
    fixture = new StoreFixture();
  });

  test("a rejected renewal drops the pod's credentials at once, and is cached", async () => {
    const { upstream, store, logEvents } = fixture;
    await fixture.ask(resolve("a"));
    upstream.failure = apiError("ResourceNotFoundException", 404, true);
    while (upstream.calls.length === 1) {
      await fixture.pass(1);
    }
    expect(store.size).toBe(0);
    expect(logEvents[0]?.message).toContain("The pod loses its credentials: ResourceNotFoundException");
    expect(await fixture.ask(resolve("a"))).toBe("ResourceNotFoundException");
    expect(upstream.calls).toHaveLength(2);
    await fixture.pass(5);
    upstream.failure = undefined;
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(3));
  });

  test.each([
    ["a rejection", 5, apiError("AccessDeniedException", 400, true)],
    ["an outage", 1.5, outage],
    ["an unknown key that will be read in 24 s", 24, unknownKey(24_000)],
    ["an unknown key that will be read at once", 1.5, unknownKey(0)],
  ])("%s is cached for %s s, only for its pod", async (_name, seconds, failure) => {
    const { upstream } = fixture;
    upstream.failure = failure;
    await fixture.ask(resolve("a"));
    upstream.failure = undefined;
    await fixture.pass(seconds - 0.1);
    expect(await fixture.ask(resolve("a"))).toBe(failure.code);
    expect(await fixture.ask(resolve("b"))).toMatch(/^ASIA/);
    expect(upstream.calls).toHaveLength(2);
    await fixture.pass(0.2);
    expect(await fixture.ask(resolve("a"))).toMatch(/^ASIA/);
  });

  test("a pod keeps its credentials if the key of its token is unknown when they are renewed", async () => {
    const { upstream, store } = fixture;
    await fixture.ask(resolve("a"));
    upstream.failure = unknownKey(30_000);
    while (upstream.calls.length === 1) {
      await fixture.pass(1);
    }
    expect(store.size).toBe(1);
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(1));
    expect(upstream.calls).toHaveLength(2);
  });

  test("a failure stays cached though another client has many", async () => {
    fixture = new StoreFixture(10);
    fixture.upstream.failure = outage;
    await fixture.ask(resolve("a"));
    for (let index = 0; index < 50; index++) {
      await fixture.ask(resolve(`token ${index}`), "attacker");
    }
    fixture.upstream.calls.length = 0;
    expect(await fixture.ask(resolve("a"))).toBe(outage.code);
    expect(fixture.upstream.calls).toEqual([]);
  });

  test("the rejection of a token is not cached for the pod's next token", async () => {
    fixture.upstream.failure = apiError("ExpiredTokenException", 400, true);
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = undefined;
    expect(await fixture.ask(resolve("a", 86_400, "second"))).toMatch(/^ASIA/);
  });

  test("a rejection is not cached longer if the clock is set back", async () => {
    fixture.upstream.failure = apiError("AccessDeniedException", 400, true);
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = undefined;
    await fixture.pass(2);
    vi.setSystemTime(Date.now() - 3_600_000);
    await fixture.pass(3.1);
    expect(await fixture.ask(resolve("a"))).toMatch(/^ASIA/);
  });

  test("an unexpected error is not cached", async () => {
    fixture.upstream.failure = new Error("a bug");
    await fixture.ask(resolve("a"));
    fixture.upstream.failure = undefined;
    expect(await fixture.ask(resolve("a"))).toBe(accessKeyId(2));
  });

  test.each([
    ["have expired", -1],
    ["expire within 15 s", 15],
    ["have no valid expiration", Number.NaN],
  ])("credentials that %s are not given out, and the failure is cached for 1.5 s", async (_name, seconds) => {
    const { upstream, grants, store } = fixture;
    upstream.lifetimeSeconds = seconds;
    expect(await fixture.ask(resolve("a"))).toBe("ServiceUnavailableException");
    expect(grants).toEqual([]);
    expect(store.size).toBe(0);
    upstream.lifetimeSeconds = 16;
    await fixture.pass(1.6);
    expect(await fixture.ask(resolve("a"))).toMatch(/^ASIA/);
    await fixture.pass(1.1);
    expect(await fixture.ask(resolve("a")), "of the next call").toBe(accessKeyId(3));
  });
});

describe("over HTTP", () => {
  stopMonotonicClock();

  test("a token with a new key causes one try until the service has read the key", async () => {
    await using api = await ApiServer.start();
    await using running = await RunningAgent.start(api.url);
    const [token, other] = [await mintPodToken(), await mintPodToken("cart-1")];
    const headers = { "x-amzn-errortype": "ServiceUnavailableException", "x-eks-auth-reason": "unknown_key" };
    api.listener = answerWith(503, '{"message":"later"}', { ...headers, "retry-after": "24" });
    for (let count = 0; count < 10; count++) {
      expect(await running.ask(token)).toMatchObject({ status: 503, body: { apiReason: "unknown_key" } });
    }
    expect(api.headers).toHaveLength(1);
    api.listener = undefined;
    expect((await running.ask(other)).status).toBe(200);
    vi.advanceTimersByTime(23_900);
    expect((await running.ask(token)).status).toBe(503);
    vi.advanceTimersByTime(200);
    expect((await running.ask(token)).status).toBe(200);
    expect(api.headers).toHaveLength(3);
  });

  test("a rejected pod causes no call for 5 s, and then uses an association that was just added", async () => {
    const token = await mintPodToken();
    const upstream = new FakeUpstream();
    await using running = await RunningAgent.start(upstream);
    upstream.failure = new UpstreamError("api_error", "There is no association.", {
      response: { status: 404, code: "ResourceNotFoundException" },
      dropsCredentials: true,
      requestId: "request-1",
    });
    for (let count = 0; count < 10; count++) {
      expect(await running.ask(token)).toMatchObject({
        status: 404,
        body: { message: "There is no association.", reason: "api_error" },
      });
    }
    expect(upstream.calls).toHaveLength(1);
    upstream.failure = undefined;
    vi.advanceTimersByTime(4_900);
    expect(await running.ask(token)).toMatchObject({ status: 404 });
    vi.advanceTimersByTime(200);
    expect(await running.ask(token)).toMatchObject({ status: 200 });
    expect(upstream.calls).toHaveLength(2);
    expect(running.refusals[0]).toEqual({
      client: "127.0.0.1",
      pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: expect.any(String) },
      status: 404,
      code: "ResourceNotFoundException",
      reason: "api_error",
      message: "There is no association.",
      requestId: "request-1",
    });
  });
});
