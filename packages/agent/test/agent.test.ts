import { Agent as ConnectionPool } from "node:http";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { beforeEach, describe, expect, test } from "vitest";
import { apiError, FakeUpstream } from "./support/fake-upstream.ts";
import { mintPodToken } from "./support/pods.ts";
import { ask, RunningAgent } from "./support/running-agent.ts";

// Few programs listen on this address, so no other takes a port that was just closed.
const loopback6 = { host: "::1", port: 0 };
const aMinute = 60_000;

const token = await mintPodToken();
let upstream: FakeUpstream;

beforeEach(() => {
  upstream = new FakeUpstream();
});

describe("startAgent", () => {
  test("starts on the address of a stopped agent", async () => {
    const first = await RunningAgent.start(upstream, { listen: [loopback6] });
    const listen = [{ host: "::1", port: first.port }];
    await first.agent.stop(aMinute);
    await using second = await RunningAgent.start(upstream, { listen });
    expect((await second.ask(token)).status).toBe(200);
  });

  test("works without hooks", async () => {
    await using running = await RunningAgent.start(upstream, { hooks: undefined });
    expect((await running.ask(token)).status).toBe(200);
    expect((await running.ask("garbage")).status).toBe(400);
  });
});

describe("clearCache", () => {
  test("makes the next request a call, after credentials and after a refusal", async () => {
    await using running = await RunningAgent.start(upstream);
    await running.ask(token);
    await running.ask(token);
    expect(upstream.calls).toHaveLength(1);
    upstream.failureOf = () => apiError("ResourceNotFoundException", 404, true);
    running.agent.clearCache();
    await running.ask(token);
    await running.ask(token);
    expect(upstream.calls).toHaveLength(2);
    upstream.failureOf = () => undefined;
    running.agent.clearCache();
    expect((await running.ask(token)).status).toBe(200);
  });

  test("does not cache the result of a call that began before", async () => {
    await using running = await RunningAgent.start(upstream);
    const release = upstream.hold();
    const asked = running.ask(token);
    await expect.poll(() => upstream.calls.length).toBe(1);
    running.agent.clearCache();
    release();
    expect((await asked).status).toBe(200);
    await running.ask(token);
    expect(upstream.calls).toHaveLength(2);
  });
});

describe("stop", () => {
  test.each([
    ["keep-alive", true],
    ["single-use", false],
  ])("finishes a request on a %s connection, and rejects new connections", async (_name, keepAlive) => {
    const { agent, url } = await RunningAgent.start(upstream, {
      listen: [loopback6],
      probes: loopback6,
      metrics: loopback6,
    });
    const connections = new ConnectionPool({ keepAlive });
    const release = upstream.hold();
    const asked = ask(url, { token, connections });
    await expect.poll(() => upstream.calls.length).toBe(1);
    const stopped = agent.stop(aMinute);
    for (const address of [url, agent.probesUrl, agent.metricsUrl]) {
      await expect(ask(address ?? "", { token })).rejects.toThrow("ECONNREFUSED");
    }
    release();
    expect((await asked).status).toBe(200);
    await stopped;
    connections.destroy();
  });

  test("closes idle keep-alive connections", async () => {
    const { agent, url } = await RunningAgent.start(upstream);
    const connections = new ConnectionPool({ keepAlive: true, maxSockets: 1 });
    expect((await ask(url, { token, connections })).status).toBe(200);
    await agent.stop(aMinute);
    await expect(ask(url, { token, connections })).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
    connections.destroy();
  });

  test("destroys connections of hanging clients after the grace period", async () => {
    const { agent, url, port } = await RunningAgent.start(upstream);
    upstream.hold();
    const asked = ask(url, { token });
    using _idle = await RawConnection.open(port);
    using slow = await RawConnection.open(port);
    await slow.write("GET /v1/credentials HTTP/1.1\r\n");
    await expect.poll(() => upstream.calls.length).toBe(1);
    const rejected = expect(asked).rejects.toThrow();
    await agent.stop(200);
    await rejected;
  });

  test("ends without a grace period if no client has sent a whole request", async () => {
    const { agent, port } = await RunningAgent.start(upstream);
    using _idle = await RawConnection.open(port);
    using slow = await RawConnection.open(port);
    await slow.write("GET /v1/credentials HTTP/1.1\r\n");
    await agent.stop(Number.POSITIVE_INFINITY);
  });

  test("waits for a call whose client has left, and reports its grant", async () => {
    const { agent, url, grants } = await RunningAgent.start(upstream);
    const release = upstream.hold();
    const leaving = new AbortController();
    const left = expect(ask(url, { token, signal: leaving.signal })).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    leaving.abort();
    await left;
    const stopped = agent.stop(Number.POSITIVE_INFINITY);
    // The server is already closed.
    await expect(ask(url, { token })).rejects.toThrow("ECONNREFUSED");
    release();
    await stopped;
    expect(grants).toHaveLength(1);
  });

  test("reports nothing after it has aborted a call", async () => {
    const { agent, url, refusals, logEvents, grants } = await RunningAgent.start(upstream);
    const release = upstream.hold();
    const rejected = expect(ask(url, { token })).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    await agent.stop(0);
    await rejected;
    release();
    // Waits for the call, though no client does.
    await agent.stop(aMinute);
    expect([...refusals, ...logEvents, ...grants]).toEqual([]);
  });

  test("can be called twice", async () => {
    const { agent } = await RunningAgent.start(upstream);
    await Promise.all([agent.stop(0), agent.stop(0)]);
    await agent.stop(0);
  });

  test("is not delayed by a client that keeps sending requests on one connection", async () => {
    const { agent, url } = await RunningAgent.start(upstream);
    const connections = new ConnectionPool({ keepAlive: true, maxSockets: 1 });
    const asking = (async () => {
      for (;;) {
        await ask(url, { token, connections });
      }
    })();
    const rejected = expect(asking).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    await agent.stop(aMinute);
    await rejected;
    connections.destroy();
  });
});
