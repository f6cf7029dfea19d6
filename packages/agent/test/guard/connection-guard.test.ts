import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { maxConnectionsPerClient } from "../../src/guard/connection-guard.ts";
import { cart } from "../pods.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const listen = [
  { host: "127.0.0.1", port: 0 },
  { host: "::1", port: 0 },
];
const metrics = { host: "127.0.0.1", port: 0 };
const plenty = { perSecond: 1_000, burst: 1_000 };
const limits = { perClient: { perSecond: 2, burst: 3 }, overall: plenty };
const request = "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

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

/** How many answers there were with a status, by the metrics. */
async function countOf(running: RunningAgent, status: number): Promise<number> {
  const { text } = await ask(running.agent.metricsUrl ?? "", { path: "/metrics" });
  return Number(new RegExp(`_http_response{code="${status}"} (\\d+)`).exec(text)?.[1] ?? 0);
}

/** Gives what comes on a new connection until the agent closes it, unasked. */
async function readUnasked(port: number): Promise<string> {
  using connection = await RawConnection.open(port);
  await connection.waitForEnd();
  return connection.received;
}

test("who sends more than twice its limit is shut out for a second, with all its connections; others don't notice", async () => {
  await using running = await RunningAgent.start(upstream.url, { listen, limits, metrics });
  const [one = "", other = ""] = running.agent.urls;
  using waiting = await RawConnection.open(running.port);
  using flooding = await RawConnection.open(running.port);
  await flooding.write(request.repeat(1_000));
  await Promise.all([flooding, waiting].map((connection) => connection.waitForEnd()));
  expect(waiting.received, "closed at once, not for its slowness").toBe("");
  expect(await countOf(running, 404)).toBe(3);
  expect(await countOf(running, 429), "three, the one too much, and none of those after it").toBe(4);

  const answer = await readUnasked(running.port);
  expect(answer).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\nconnection: close\r\n/);
  expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toMatchObject({
    code: "ThrottlingException",
    Code: "ThrottlingException",
    message: expect.stringMatching(/^Too many requests\./),
  });
  expect((await ask(other, { token })).status).toBe(200);
  expect(await countOf(running, 429)).toBe(5);
  expect(running.refusals, "nothing that would fill a log").toEqual([]);

  vi.advanceTimersByTime(1_000);
  expect((await ask(one, { token })).status).toBe(200);
});

test("above the limit, but not twice, a connection is kept", async () => {
  await using running = await RunningAgent.start(upstream.url, { limits });
  using connection = await RawConnection.open(running.port);
  await connection.write(request.repeat(6));
  const statuses = () => connection.received.match(/(?<=HTTP\/1\.1 )\d+/g);
  await expect.poll(statuses).toEqual(["404", "404", "404", "429", "429", "429"]);
  vi.advanceTimersByTime(1_000);
  await connection.write(request);
  await expect.poll(statuses).toHaveLength(7);
  expect(statuses()?.at(-1)).toBe("404");
});

test("what all together send too much shuts nobody out", async () => {
  const overall = { perSecond: 1, burst: 1 };
  await using running = await RunningAgent.start(upstream.url, {
    limits: { perClient: plenty, overall },
    metrics,
  });
  using connection = await RawConnection.open(running.port);
  await connection.write(request.repeat(100));
  await expect.poll(() => countOf(running, 429)).toBe(99);
  vi.advanceTimersByTime(1_000);
  expect((await running.ask(token)).status).toBe(200);
});

test("broken requests count, too", async () => {
  await using running = await RunningAgent.start(upstream.url, { limits, metrics });
  for (let index = 0; index < 6; index++) {
    using connection = await RawConnection.open(running.port);
    await connection.write("hello\r\n\r\n");
    await connection.waitForEnd();
    expect(connection.received).toMatch(index < 3 ? /^HTTP\/1\.1 400 / : /^HTTP\/1\.1 429 /);
  }
  expect(running.refusals.map(({ status }) => status)).toEqual([400, 400, 400]);
  using last = await RawConnection.open(running.port);
  using waiting = await RawConnection.open(running.port);
  await last.write("hello\r\n\r\n");
  await Promise.all([last, waiting].map((connection) => connection.waitForEnd()));
  expect(waiting.received).toBe("");
  expect(await countOf(running, 429)).toBe(4);
});

test("a client has 256 connections at most, others theirs besides, and a closed one makes room", async () => {
  expect(maxConnectionsPerClient).toBe(256);
  await using running = await RunningAgent.start(upstream.url, { listen });
  const [one = "", other = ""] = running.agent.urls;
  const open = await Promise.all(
    Array.from({ length: maxConnectionsPerClient }, () => RawConnection.open(running.port)),
  );
  const answer = await readUnasked(running.port);
  expect(answer).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\n/);
  expect(answer).toContain("Too many connections from this address.");
  expect((await ask(other, { token })).status).toBe(200);
  open.pop()?.[Symbol.dispose]();
  await expect.poll(() => ask(one, { token }).then(({ status }) => status)).toBe(200);
  for (const connection of open) {
    connection[Symbol.dispose]();
  }
});
