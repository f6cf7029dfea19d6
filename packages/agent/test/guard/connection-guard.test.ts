import { createServer } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { expect, test, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { ConnectionGuard } from "../../src/guard/connection-guard.ts";
import { RateLimiter } from "../../src/guard/rate-limiter.ts";
import type { LogEvent } from "../../src/index.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks as listen, RunningAgent, stopMonotonicClock } from "../support/running-agent.ts";

const metrics = { host: "127.0.0.1", port: 0 };
const plenty = { perSecond: 1_000, burst: 1_000 };
const limits = { perClient: { perSecond: 2, burst: 3 }, overall: plenty };
const request = "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

const token = await mintPodToken();

stopMonotonicClock();

async function countOf(running: RunningAgent, status: number): Promise<number> {
  const { text } = await ask(running.agent.metricsUrl ?? "", { path: "/metrics" });
  return Number(new RegExp(`_http_response{code="${status}"} (\\d+)`).exec(text)?.[1] ?? 0);
}

/** Opens a connection, sends nothing, and returns what the agent sends before it closes the connection. */
async function readWithoutRequest(port: number): Promise<string> {
  using connection = await RawConnection.open(port);
  await connection.waitForEnd();
  return connection.received;
}

test("blocks a client over twice its limit for a second, on all its connections, and no other client", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), { listen, limits, metrics });
  const [one = "", other = ""] = running.agent.urls;
  using waiting = await RawConnection.open(running.port);
  using flooding = await RawConnection.open(running.port);
  await flooding.write(request.repeat(1_000));
  await flooding.waitForEnd();
  expect(await countOf(running, 404)).toBe(3);
  expect(await countOf(running, 429), "three, the one that blocks, and none after it").toBe(4);
  await waiting.write(request.repeat(1_000));
  await waiting.waitForEnd();
  expect(await countOf(running, 429)).toBe(5);

  const response = await readWithoutRequest(running.port);
  expect(response).toMatch(/^HTTP\/1\.1 429 Too Many Requests\r\nconnection: close\r\n/);
  expect(JSON.parse(response.slice(response.indexOf("\r\n\r\n")))).toMatchObject({
    code: "ThrottlingException",
    Code: "ThrottlingException",
    message: expect.stringMatching(/^Too many requests\./),
    reason: "rate_limited",
  });
  expect((await ask(other, { token })).status).toBe(200);
  expect(await countOf(running, 429)).toBe(6);
  expect(running.refusals, "a flood does not fill the log").toEqual([]);

  vi.advanceTimersByTime(1_000);
  expect((await ask(one, { token })).status).toBe(200);
});

test("keeps the connection of a client over its limit, but not twice", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), { limits });
  using connection = await RawConnection.open(running.port);
  await connection.write(request.repeat(6));
  const statuses = () => connection.received.match(/(?<=HTTP\/1\.1 )\d+/g);
  await expect.poll(statuses).toEqual(["404", "404", "404", "429", "429", "429"]);
  vi.advanceTimersByTime(1_000);
  await connection.write(request);
  await expect.poll(statuses).toHaveLength(7);
  expect(statuses()?.at(-1)).toBe("404");
});

test("blocks no client if only the overall limit is exceeded", async () => {
  const overall = { perSecond: 1, burst: 1 };
  await using running = await RunningAgent.start(new FakeUpstream(), {
    limits: { perClient: plenty, overall },
    metrics,
  });
  using connection = await RawConnection.open(running.port);
  await connection.write(request.repeat(30));
  await expect.poll(() => countOf(running, 429)).toBe(29);
  vi.advanceTimersByTime(1_000);
  expect((await running.ask(token)).status).toBe(200);
});

test("counts broken requests too", async () => {
  await using running = await RunningAgent.start(new FakeUpstream(), { limits, metrics });
  for (let index = 0; index < 6; index++) {
    using connection = await RawConnection.open(running.port);
    await connection.write("hello\r\n\r\n");
    await connection.waitForEnd();
    expect(connection.received).toMatch(index < 3 ? /^HTTP\/1\.1 400 / : /^HTTP\/1\.1 429 /);
  }
  expect(running.refusals.map(({ status }) => status)).toEqual([400, 400, 400]);
  using last = await RawConnection.open(running.port);
  using waiting = await RawConnection.open(running.port);
  for (const connection of [last, waiting]) {
    await connection.write("hello\r\n\r\n");
    await connection.waitForEnd();
  }
  expect(await countOf(running, 429)).toBe(5);
});

test("closes each new connection of a blocked client at once", async () => {
  const counters = new Counters();
  const rateLimiter = new RateLimiter({ perClient: { perSecond: 1, burst: 1 }, overall: plenty });
  const guard = new ConnectionGuard({ rateLimiter, counters, hooks: {} });
  // Not a server for HTTP, which would close a connection without a request too.
  await using server = await listenOnLoopback(createServer((socket) => guard.onConnection(socket)));
  for (let index = 0; index < 3; index++) {
    rateLimiter.check("127.0.0.1");
  }
  expect(await readWithoutRequest(server.port)).toMatch(/^HTTP\/1\.1 429 /);
  expect(counters.responses).toEqual(new Map([[429, 1]]));
});

test("reports a connection that could not be accepted, if there is a hook", () => {
  const events: LogEvent[] = [];
  const parts = { rateLimiter: new RateLimiter(limits), counters: new Counters() };
  const error = Object.assign(new Error("accept"), { code: "EMFILE" });
  new ConnectionGuard({ ...parts, hooks: { onLogEvent: (event) => events.push(event) } }).onError(error);
  expect(events).toMatchObject([
    { level: "error", code: "accept_failed", message: expect.stringContaining("(EMFILE)") },
  ]);
  expect(() => new ConnectionGuard({ ...parts, hooks: {} }).onError(error)).not.toThrow();
});
