import { Agent as ConnectionPool } from "node:http";
import { expect, test, vi } from "vitest";
import { defaultLimits, RateLimiter } from "../../src/guard/rate-limiter.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks as listen, RunningAgent, stopMonotonicClock } from "../support/running-agent.ts";

stopMonotonicClock();

const token = await mintPodToken();

const plenty = { perSecond: 1_000, burst: 1_000 };

/** Sends requests one after another, from the address of the URL. */
async function statusesOf(url: string, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) {
    statuses.push((await ask(url, { token })).status);
  }
  return statuses;
}

test("rejects a client over its limit until time passes, and no other client", async () => {
  const limits = { perClient: { perSecond: 2, burst: 3 }, overall: plenty };
  await using running = await RunningAgent.start(new FakeUpstream(), { listen, limits });
  const [one = "", other = ""] = running.agent.urls;
  expect(await statusesOf(one, 5)).toEqual([200, 200, 200, 429, 429]);
  expect(await statusesOf(other, 3)).toEqual([200, 200, 200]);
  vi.advanceTimersByTime(1_000);
  expect(await statusesOf(one, 3)).toEqual([200, 200, 429]);
  vi.advanceTimersByTime(3_600_000);
  expect(await statusesOf(one, 4), "no more than the burst").toEqual([200, 200, 200, 429]);
});

test("rejects all clients over the overall limit, against which rejected requests do not count", async () => {
  const limits = { perClient: { perSecond: 1, burst: 2 }, overall: { perSecond: 1, burst: 3 } };
  await using running = await RunningAgent.start(new FakeUpstream(), { listen, limits });
  const [one = "", other = ""] = running.agent.urls;
  expect(await statusesOf(one, 4)).toEqual([200, 200, 429, 429]);
  expect(await statusesOf(other, 2)).toEqual([200, 429]);
  vi.advanceTimersByTime(1_000);
  expect(await statusesOf(other, 2)).toEqual([200, 429]);
});

test("the default limits are 500 at once and 100 a second for a client, 1,000 and 1,000 for all", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), { limits: undefined });
  const connections = new ConnectionPool({ keepAlive: true, maxSockets: 1 });
  const statuses: number[] = [];
  for (let index = 0; index < 501; index++) {
    statuses.push((await ask(running.url, { token, connections })).status);
  }
  connections.destroy();
  expect(statuses).toEqual([...Array(500).fill(200), 429]);

  const limiter = new RateLimiter(defaultLimits);
  const countAllowed = (client: string, count: number) =>
    Array.from({ length: count }, () => limiter.check(client)).filter((verdict) => verdict === "allow")
      .length;
  expect(["a", "b"].map((client) => countAllowed(client, 501))).toEqual([500, 500]);
  expect(countAllowed("c", 501), "a third of 1,000, its share").toBe(333);
  vi.advanceTimersByTime(1_000);
  expect(countAllowed("a", 101)).toBe(100);
});

test("over the overall limit, still answers a client below its share", async () => {
  const limits = { perClient: plenty, overall: { perSecond: 10, burst: 20 } };
  await using running = await RunningAgent.start(new FakeUpstream(), { listen, limits });
  const [one = "", other = ""] = running.agent.urls;
  expect(await statusesOf(one, 21)).toEqual([...Array(20).fill(200), 429]);
  expect(await statusesOf(other, 6), "half of ten").toEqual([...Array(5).fill(200), 429]);
  vi.advanceTimersByTime(900);
  // The other client's requests were more than the limit, so there is no room for more than the shares.
  expect(await statusesOf(one, 6)).toEqual([200, 200, 200, 200, 429, 429]);
  expect(await statusesOf(other, 6)).toEqual([200, 200, 200, 200, 429, 429]);
});

test("the rejection is a JSON error, and is not reported", async () => {
  const limits = { perClient: { perSecond: 1, burst: 1 }, overall: plenty };
  await using running = await RunningAgent.start(new FakeUpstream(), { limits });
  await running.ask(token);
  const { status, headers, body } = await running.ask(token);
  expect(status).toBe(429);
  expect(headers["content-type"]).toBe("application/json");
  expect(body).toMatchObject({
    code: "ThrottlingException",
    Code: "ThrottlingException",
    reason: "rate_limited",
  });
  expect(body.message).toBe(body.Message);
  expect(running.refusals).toEqual([]);
});

test("requests of every kind count", async () => {
  const limits = { perClient: { perSecond: 1, burst: 4 }, overall: plenty };
  await using running = await RunningAgent.start(new FakeUpstream(), { limits });
  for (const request of [{ path: "/" }, { host: "rebound.example.org" }, { method: "POST" }, {}]) {
    expect((await ask(running.url, request)).status).not.toBe(429);
  }
  expect(await statusesOf(running.url, 1)).toEqual([429]);
});

test("a blocked client stays blocked for a second, although its limit would allow a request", () => {
  const limiter = new RateLimiter({ perClient: { perSecond: 5, burst: 1 }, overall: plenty });
  expect(limiter.isBlocked("a"), "a client that has not asked").toBe(false);
  expect(["a", "a", "a"].map((client) => limiter.check(client))).toEqual(["allow", "reject", "block"]);
  expect([limiter.isBlocked("a"), limiter.isBlocked("b")]).toEqual([true, false]);
  vi.advanceTimersByTime(999);
  expect([limiter.isBlocked("a"), limiter.check("a")]).toEqual([true, "block"]);
  vi.advanceTimersByTime(1);
  expect([limiter.isBlocked("a"), limiter.check("a")]).toEqual([false, "allow"]);
});

test("60 clients at 100 a second get the rate of all, and one that asks twice a second gets both", () => {
  const limiter = new RateLimiter(defaultLimits);
  let allowed = 0;
  for (let at = 0; at < 10_000; at += 10) {
    for (let index = 0; index < 60; index++) {
      allowed += limiter.check(`attacker ${index}`) === "allow" ? 1 : 0;
    }
    if (at % 500 === 0) {
      expect(limiter.check("victim")).toBe("allow");
    }
    vi.advanceTimersByTime(10);
  }
  expect(allowed).toBeGreaterThan(10_000);
  // The burst, ten seconds, and a share of each client that it can use at once.
  expect(allowed).toBeLessThan(12_100);
});
