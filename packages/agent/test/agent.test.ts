import { Agent as Connections } from "node:http";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { usePatientClock } from "./patient-clock.ts";
import { cart } from "./pods.ts";
import { grantFor, UpstreamServer } from "./support/api-fixture.ts";
import { ask, RunningAgent } from "./support/running-agent.ts";

describe("start and hooks", () => {
  const anywhere = { host: "127.0.0.1", port: 0 };
  const aMinute = 60_000;

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

  test("an agent can be started where another one was", async () => {
    // Few others listen at this address: nobody takes the port in between.
    const first = await RunningAgent.start(upstream.url, { listen: [{ host: "::1", port: 0 }] });
    const listen = [{ host: "::1", port: first.port }];
    await first.agent.stop(aMinute);
    await using second = await RunningAgent.start(upstream.url, { listen });
    expect((await second.ask(token)).status).toBe(200);
  });

  test("hooks are told of each issue, once", async () => {
    await using running = await RunningAgent.start(upstream.url);
    await Promise.all([running.ask(token), running.ask(token)]);
    expect(running.issues).toEqual([
      {
        pod: { namespace: "shop", serviceAccount: "cart", name: "cart-0", uid: expect.any(String) },
        associationId: "a-abcdefghijklmnopq",
        accountId: "444455556666",
        expiration: expect.any(Date),
        requestId: expect.any(String),
        renewal: false,
      },
    ]);
    expect(running.refusals).toEqual([]);
    expect(running.notices).toEqual([]);
  });

  test("an agent without hooks says nothing and works", async () => {
    await using running = await RunningAgent.start(upstream.url, { hooks: undefined });
    expect((await running.ask(token)).status).toBe(200);
    expect((await running.ask("garbage")).status).toBe(400);
  });

  describe.each([
    [
      "throw",
      () => {
        throw new Error("the disk is full");
      },
    ],
    ["reject", () => Promise.reject(new Error("the disk is full"))],
  ])("hooks that %s", (_name, hook) => {
    test("take no pod its answer, and are warned of", async () => {
      const warnings: unknown[] = [];
      // In place of the process's own, which would write them into the tests' output.
      const emitWarning = vi
        .spyOn(process, "emitWarning")
        .mockImplementation((warning) => warnings.push(warning));
      const hooks = { onGrant: hook, onRefusal: hook, onLogEvent: hook };
      const listen = [anywhere, { host: "fd00:ec2::23", port: 0 }];
      await using running = await RunningAgent.start(upstream.url, { hooks, listen });
      expect((await running.ask(token)).status).toBe(200);
      expect((await running.ask("garbage")).status).toBe(400);
      expect(warnings).toEqual(Array(3).fill(new Error("the disk is full")));
      emitWarning.mockRestore();
    });
  });
});

describe("stop", () => {
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
        const asked = ask(url, { token: token, connections });
        await expect.poll(() => upstream.calls.length).toBe(1);
        const stopped = agent.stop(aMinute);
        for (const address of [url, agent.probesUrl, agent.metricsUrl]) {
          await expect(ask(address ?? "", { token: token })).rejects.toThrow("ECONNREFUSED");
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
      expect((await ask(url, { token: token, connections })).status).toBe(200);
      await agent.stop(aMinute);
      await expect(ask(url, { token: token, connections })).rejects.toThrow(
        /ECONNREFUSED|ECONNRESET|hang up/,
      );
      connections.destroy();
    });

    test("ends after the time that it is given, though clients hang", async () => {
      const { agent, url, port } = await RunningAgent.start(upstream.url);
      holdCalls();
      const asked = ask(url, { token: token });
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
      const left = expect(ask(url, { token: token, signal: hangUp.signal })).rejects.toThrow();
      await expect.poll(() => upstream.calls.length).toBe(1);
      hangUp.abort();
      await left;
      const stopped = agent.stop(Number.POSITIVE_INFINITY);
      // The server is closed by now.
      await expect(ask(url, { token: token })).rejects.toThrow("ECONNREFUSED");
      release();
      await stopped;
      expect(issues).toHaveLength(1);
    });

    test("that cuts a call off tells of nothing when it has ended", async () => {
      const { agent, url, refusals, notices, issues } = await RunningAgent.start(upstream.url);
      const release = holdCalls();
      const cut = expect(ask(url, { token: token })).rejects.toThrow();
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
        await ask(url, { token: token, connections });
      }
    })();
    const ended = expect(asking).rejects.toThrow();
    await expect.poll(() => upstream.calls.length).toBe(1);
    await agent.stop(aMinute);
    await ended;
    connections.destroy();
  });
});
