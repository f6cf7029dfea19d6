import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RawConnection } from "../../../server-runtime/test/raw-connection.ts";
import { ask } from "../ask.ts";
import { createVerifier } from "../cluster-verifier.ts";
import { usePatientClock } from "../patient-clock.ts";
import { cart } from "../pods.ts";
import { RunningAgent } from "../running-agent.ts";
import { grantFor, UpstreamServer } from "../upstream-server.ts";

usePatientClock();

let cluster: DevCluster;
let upstream: UpstreamServer;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
});
afterAll(async () => {
  await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
});

/** Has the API work until all of some requests have reached the agent. */
function holdCalls(): { release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  upstream.work = async () => {
    await promise;
    return grantFor(3_600, upstream.calls.length);
  };
  return { release: resolve };
}

/**
 * Sends requests on ten connections, without a wait for answers: cheaper than a connection each, and as much at once.
 *
 * @returns the status lines of the answers
 */
async function askAtOnce(count: number, token: string, port: number): Promise<string[]> {
  const request = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${token}\r\n\r\n`;
  const last = request.replace("\r\n", "\r\nconnection: close\r\n");
  const received = await Promise.all(
    Array.from({ length: 10 }, async () => {
      using connection = await RawConnection.open(port);
      await connection.write(request.repeat(count / 10 - 1) + last);
      await connection.waitForEnd();
      return connection.received;
    }),
  );
  const statuses = Array.from(
    received.join("").matchAll(/HTTP\/1\.1 (\d+ \w+)\r/g),
    ([, status = ""]) => status,
  );
  expect(statuses).toHaveLength(count);
  return statuses;
}

describe.each([
  ["unverified", () => undefined],
  ["verified", () => createVerifier(cluster.issuer)],
])("%s tokens", (_name, verifier) => {
  test("500 requests at once for a pod are one call, each of 20 times", async () => {
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    for (let round = 0; round < 20; round++) {
      const token = await cluster.mintToken(cart(`cart-${round}`));
      const callsBefore = upstream.calls.length;
      const calls = holdCalls();
      const answers = askAtOnce(500, token, running.port);
      await expect.poll(() => upstream.calls.length, { interval: 5 }).toBeGreaterThan(callsBefore);
      calls.release();
      expect(new Set(await answers)).toEqual(new Set(["200 OK"]));
      expect(upstream.calls).toHaveLength(callsBefore + 1);
    }
  });

  test("those for different pods are a call each", async () => {
    upstream.work = ({ token }) => ({
      ...grantFor(3_600, 0),
      credentials: { ...grantFor(3_600, 0).credentials, sessionToken: `for ${token}` },
    });
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) => cluster.mintToken(cart(`other-${index}`))),
    );
    const callsBefore = upstream.calls.length;
    const answers = await Promise.all(tokens.map((token) => running.ask(token)));
    expect(answers.map(({ body }) => body.Token)).toEqual(tokens.map((token) => `for ${token}`));
    expect(upstream.calls).toHaveLength(callsBefore + 20);
  });

  test("a refusal is one call for all who wait for it", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    upstream.listener = async (_request, response) => {
      await promise;
      response
        .writeHead(404, {
          "x-amzn-errortype": "ResourceNotFoundException",
          "content-type": "application/json",
        })
        .end('{"message":"no association"}');
    };
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    const token = await cluster.mintToken(cart());
    const requestsBefore = upstream.headers.length;
    const answers = Promise.all(Array.from({ length: 50 }, () => running.ask(token)));
    await expect.poll(() => upstream.headers.length).toBe(requestsBefore + 1);
    resolve();
    for (const answer of await answers) {
      expect(answer).toMatchObject({ status: 404, body: { message: "no association" } });
    }
    upstream.listener = undefined;
    expect(upstream.headers).toHaveLength(requestsBefore + 1);
    expect(running.refusals).toHaveLength(50);
  });

  test("a client that hangs up takes nothing from the others", async () => {
    await using running = await RunningAgent.start(upstream.url, { verifyToken: verifier() });
    const token = await cluster.mintToken(cart());
    const callsBefore = upstream.calls.length;
    const calls = holdCalls();
    const abort = new AbortController();
    const first = ask(running.url, { token, signal: abort.signal });
    await expect.poll(() => upstream.calls.length).toBe(callsBefore + 1);
    const second = running.ask(token);
    abort.abort();
    await expect(first).rejects.toThrow();
    calls.release();
    expect((await second).status).toBe(200);
    expect((await running.ask(token)).status).toBe(200);
    expect(upstream.calls).toHaveLength(callsBefore + 1);
  });
});
