import http, { type Server } from "node:http";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks, RunningAgent } from "../support/running-agent.ts";

const address = { host: "127.0.0.1", port: 0 };

test("every server limits the size and duration of headers and requests, and how long a client reads nothing", async () => {
  const createServer = vi.spyOn(http, "createServer");
  await using _running = await RunningAgent.start("http://127.0.0.1:1", {
    probes: address,
    metrics: address,
  });
  const options = createServer.mock.calls.map(([first]) => first);
  const servers = createServer.mock.results.map(({ value }) => value as Server);
  createServer.mockRestore();
  expect(options).toEqual(Array(3).fill(expect.objectContaining({ maxHeaderSize: 16_384 })));
  for (const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } of servers) {
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 30_000,
      timeout: 30_000,
    });
  }
});

describe("a connection", () => {
  test.each([
    ["agent", "/v1/credentials"],
    ["agent", "/"],
    ["probes", "/healthz"],
    ["metrics", "/metrics"],
  ] as const)("of the %s with 3,000 requests for %s and unread responses is closed", async (name, path) => {
    await using running = await RunningAgent.start(new FakeUpstream(), { probes: address, metrics: address });
    const { agent, url } = running;
    const target = { agent: url, probes: agent.probesUrl, metrics: agent.metricsUrl }[name] ?? "";
    using connection = await RawConnection.open(Number(new URL(target).port));
    connection.pause();
    await connection.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`.repeat(3_000));
    connection.resume();
    await connection.waitForEnd();
    const answered = connection.received.match(/HTTP\/1\.1 \d+/g) ?? [];
    expect(answered.length, "fewer than the 1,500 that are read at once").toBeLessThanOrEqual(32);
    expect((await ask(target, { path: "/healthz" })).status).toBeLessThan(500);
  });

  test("can have 32 requests for credentials that wait for the API", async () => {
    const upstream = new FakeUpstream();
    const release = upstream.hold();
    await using running = await RunningAgent.start(upstream);
    const token = await mintPodToken();
    using connection = await RawConnection.open(running.port);
    const request = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${token}\r\n\r\n`;
    await connection.write(request.repeat(32));
    await expect.poll(() => upstream.calls.length).toBe(1);
    release();
    await expect.poll(() => connection.received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(32);
  });

  test("that is idle is closed if its address opens more than 256, and no other address loses one", async () => {
    await using running = await RunningAgent.start(new FakeUpstream(), { listen: bothLoopbacks });
    const [one = "", other = ""] = running.agent.urls;
    const open = await Promise.all(Array.from({ length: 256 }, () => RawConnection.open(running.port)));
    expect(open.map(({ error }) => error)).toEqual(Array(256).fill(undefined));
    for (const url of [one, other]) {
      expect((await ask(url, { token: await mintPodToken() })).status).toBe(200);
    }
    let closed = 0;
    for (const connection of open) {
      void connection.waitForEnd().then(() => {
        closed += 1;
      });
    }
    await expect.poll(() => closed).toBe(1);
    for (const connection of open) {
      connection[Symbol.dispose]();
    }
  });
});
