import { Agent as Connections } from "node:http";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RawConnection } from "../../server-runtime/test/raw-connection.ts";
import { ask } from "./ask.ts";
import { usePatientClock } from "./patient-clock.ts";
import { cart } from "./pods.ts";
import { RunningAgent } from "./running-agent.ts";
import { grantFor, UpstreamServer } from "./upstream-server.ts";

// Few others listen there: nobody takes a port that was just let go.
const anywhere = { host: "::1", port: 0 };
const aMinute = 60_000;

usePatientClock();

let cluster: DevCluster;
let upstream: UpstreamServer;
let token: string;

beforeAll(async () => {
  cluster = await startDevCluster();
  token = await cluster.mintToken(cart());
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  upstream = await UpstreamServer.start();
  return () => upstream[Symbol.asyncDispose]();
});

/** Has the API work until it is let go on. */
function holdCalls(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  upstream.work = async () => {
    await promise;
    return grantFor(3_600, 1);
  };
  return resolve;
}

describe("a stop", () => {
  test.each([
    ["kept alive", true],
    ["of its own", false],
  ])(
    "answers a request under way, on a connection %s, ends then, and refuses new ones",
    async (_name, keepAlive) => {
      const { agent, url } = await RunningAgent.start(upstream.url, {
        listen: [anywhere],
        probes: anywhere,
        metrics: anywhere,
      });
      const connections = new Connections({ keepAlive });
      const release = holdCalls();
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
    },
  );

  test("takes no more requests on a connection that was there", async () => {
    const { agent, url } = await RunningAgent.start(upstream.url);
    const connections = new Connections({ keepAlive: true, maxSockets: 1 });
    expect((await ask(url, { token, connections })).status).toBe(200);
    await agent.stop(aMinute);
    await expect(ask(url, { token, connections })).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/);
    connections.destroy();
  });

  test("ends after the time that it is given, though clients hang", async () => {
    const { agent, url, port } = await RunningAgent.start(upstream.url);
    holdCalls();
    const asked = ask(url, { token });
    using _idle = await RawConnection.open(port);
    using slow = await RawConnection.open(port);
    await slow.write("GET /v1/credentials HTTP/1.1\r\n");
    await expect.poll(() => upstream.calls.length).toBe(1);
    const cut = expect(asked).rejects.toThrow();
    await agent.stop(200);
    await cut;
  });

  test("ends in time of its own, though clients never ask", async () => {
    const { agent, port } = await RunningAgent.start(upstream.url);
    using _idle = await RawConnection.open(port);
    using slow = await RawConnection.open(port);
    await slow.write("GET /v1/credentials HTTP/1.1\r\n");
    await agent.stop(Number.POSITIVE_INFINITY);
  });

  test("waits for a call that no client waits for any more, and tells of it before it ends", async () => {
    const { agent, url, issues } = await RunningAgent.start(upstream.url);
    const release = holdCalls();
    const hangUp = new AbortController();
    const left = expect(ask(url, { token, signal: hangUp.signal })).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    hangUp.abort();
    await left;
    const stopped = agent.stop(Number.POSITIVE_INFINITY);
    // The server is closed by now.
    await expect(ask(url, { token })).rejects.toThrow("ECONNREFUSED");
    release();
    await stopped;
    expect(issues).toHaveLength(1);
  });

  test("that cuts a call off tells of nothing when it has ended", async () => {
    const { agent, url, refusals, notices, issues } = await RunningAgent.start(upstream.url);
    const release = holdCalls();
    const cut = expect(ask(url, { token })).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    await agent.stop(0);
    await cut;
    release();
    // The call is tried again, for nobody.
    await expect.poll(() => upstream.calls.length).toBeGreaterThan(1);
    await agent.stop(aMinute);
    expect([...refusals, ...notices, ...issues]).toEqual([]);
  });

  test("may come twice", async () => {
    const { agent } = await RunningAgent.start(upstream.url);
    await Promise.all([agent.stop(0), agent.stop(0)]);
    await agent.stop(0);
  });
});

test("a client that asks on and on over one connection doesn't hold up a stop", async () => {
  const { agent, url } = await RunningAgent.start(upstream.url);
  const connections = new Connections({ keepAlive: true, maxSockets: 1 });
  const asking = (async () => {
    for (;;) {
      await ask(url, { token, connections });
    }
  })();
  const ended = expect(asking).rejects.toThrow();
  await expect.poll(() => upstream.calls.length).toBe(1);
  await agent.stop(aMinute);
  await ended;
  connections.destroy();
});
