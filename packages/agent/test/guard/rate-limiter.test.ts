import { Agent as Connections } from "node:http";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { defaultLimits, RequestGate } from "../../src/guard/rate-limiter.ts";
import { cart } from "../pods.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

let cluster: DevCluster;
let upstream: UpstreamServer;
let token: string;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  token = await cluster.mintToken(cart());
});
afterAll(() => Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]));
beforeEach(() => {
  // The steady clock alone, by which limits are counted: HTTP needs its timers.
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const listen = [
  { host: "127.0.0.1", port: 0 },
  { host: "::1", port: 0 },
];
const plenty = { perSecond: 1_000, burst: 1_000 };

/** Asks some times, each from the address that an agent's URL is at. */
async function statusesOf(url: string, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) {
    statuses.push((await ask(url, { token })).status);
  }
  return statuses;
}

test("a client is refused above its limit, and may ask again as time passes; others don't notice", async () => {
  const limits = { perClient: { perSecond: 2, burst: 3 }, overall: plenty };
  await using running = await RunningAgent.start(upstream.url, { listen, limits });
  const [one = "", other = ""] = running.agent.urls;
  expect(await statusesOf(one, 5)).toEqual([200, 200, 200, 429, 429]);
  expect(await statusesOf(other, 3)).toEqual([200, 200, 200]);
  vi.advanceTimersByTime(1_000);
  expect(await statusesOf(one, 3)).toEqual([200, 200, 429]);
  vi.advanceTimersByTime(3_600_000);
  expect(await statusesOf(one, 4), "no more than the burst").toEqual([200, 200, 200, 429]);
});

test("all together are refused above the overall limit, to which refused requests don't count", async () => {
  const limits = { perClient: { perSecond: 1, burst: 2 }, overall: { perSecond: 1, burst: 3 } };
  await using running = await RunningAgent.start(upstream.url, { listen, limits });
  const [one = "", other = ""] = running.agent.urls;
  expect(await statusesOf(one, 4)).toEqual([200, 200, 429, 429]);
  expect(await statusesOf(other, 2)).toEqual([200, 429]);
  vi.advanceTimersByTime(1_000);
  expect(await statusesOf(other, 2)).toEqual([200, 429]);
});

test("unless told otherwise, a client has 500 at once and 100 a second, all together 1,000 and 1,000", async () => {
  await using running = await RunningAgent.start(upstream.url, { limits: undefined });
  const connections = new Connections({ keepAlive: true, maxSockets: 1 });
  const statuses: number[] = [];
  for (let index = 0; index < 501; index++) {
    statuses.push((await ask(running.url, { token, connections })).status);
  }
  connections.destroy();
  expect(statuses).toEqual([...Array(500).fill(200), 429]);

  const gate = new RequestGate(defaultLimits);
  const countAnswered = (client: string, count: number) =>
    Array.from({ length: count }, () => gate.judge(client)).filter((verdict) => verdict === "answer").length;
  expect(["a", "b", "c"].map((client) => countAnswered(client, 501))).toEqual([500, 500, 0]);
  vi.advanceTimersByTime(1_000);
  expect(countAnswered("a", 101)).toBe(100);
  const clients = Array.from({ length: 10 }, (_, index) => `client ${index}`);
  expect(clients.reduce((sum, client) => sum + countAnswered(client, 100), 0)).toBe(900);
});

test("the refusal is an error as others are, and not one for the log", async () => {
  const limits = { perClient: { perSecond: 1, burst: 1 }, overall: plenty };
  await using running = await RunningAgent.start(upstream.url, { limits });
  await running.ask(token);
  const { status, headers, body } = await running.ask(token);
  expect(status).toBe(429);
  expect(headers["content-type"]).toBe("application/json");
  expect(body).toMatchObject({ code: "ThrottlingException", Code: "ThrottlingException" });
  expect(body.message).toBe(body.Message);
  expect(running.refusals).toEqual([]);
});

test("requests of every kind count", async () => {
  const limits = { perClient: { perSecond: 1, burst: 4 }, overall: plenty };
  await using running = await RunningAgent.start(upstream.url, { limits });
  for (const question of [{ path: "/" }, { host: "rebound.example.org" }, { method: "POST" }, {}]) {
    expect((await ask(running.url, question)).status).not.toBe(429);
  }
  expect(await statusesOf(running.url, 1)).toEqual([429]);
});
