import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cart } from "../pods.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

let cluster: DevCluster;
let upstream: UpstreamServer;
let running: RunningAgent;
let token: string;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  running = await RunningAgent.start(upstream.url);
  token = await cluster.mintToken(cart());
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
});

/** Sends a text, and gives all that comes until the agent closes the connection. */
async function send(text: string): Promise<string> {
  using connection = await RawConnection.open(running.port);
  await connection.write(text);
  await connection.waitForEnd();
  return connection.received;
}

function readBody(answer: string): Record<string, string> {
  return JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")));
}

test.each([8, 15, 17, 64, 1024])(
  "headers of %i kB where 16 are allowed are answered 431, as JSON",
  async (size) => {
    const length = size * 1024;
    const head = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nx: ${"x".repeat(length)}\r\n\r\n`;
    const answer = await send(head);
    expect(answer.split("\r\n")[0]).toBe(
      size < 16 ? "HTTP/1.1 400 Bad Request" : "HTTP/1.1 431 Request Header Fields Too Large",
    );
    expect(answer).toContain("\r\ncontent-type: application/json\r\n");
    const code = size < 16 ? "MissingAuthenticationTokenException" : "RequestHeaderFieldsTooLarge";
    expect(readBody(answer)).toMatchObject({
      code,
      Code: code,
      message: expect.any(String),
      Message: expect.any(String),
    });
  },
);

test.each([
  "hello\r\n\r\n",
  "\x16\x03\x01\x02\x00\x01\x00",
  "GET / HTTP/9.9\r\n\r\n",
  "G@T / HTTP/1.1\r\n\r\n",
])("what isn't HTTP is answered 400, as JSON: %j", async (text) => {
  const answer = await send(text);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(readBody(answer)).toMatchObject({ code: "BadRequest", Code: "BadRequest" });
});

test("what is broken is told and counted as other refusals are", async () => {
  const metrics = { host: "127.0.0.1", port: 0 };
  await using other = await RunningAgent.start(upstream.url, { metrics });
  for (const text of ["hello\r\n\r\n", `GET / HTTP/1.1\r\nx: ${"x".repeat(20_000)}\r\n\r\n`]) {
    using connection = await RawConnection.open(other.port);
    await connection.write(text);
    await connection.waitForEnd();
  }
  const about = { client: "127.0.0.1", pod: undefined, requestId: undefined, credentialsProblem: undefined };
  const [notHttp, tooLong] = [/^This is not an HTTP request\./, /^The headers are too long\./];
  expect(other.refusals).toEqual([
    { ...about, status: 400, code: "BadRequest", reason: expect.stringMatching(notHttp) },
    { ...about, status: 431, code: "RequestHeaderFieldsTooLarge", reason: expect.stringMatching(tooLong) },
  ]);
  const { text } = await ask(other.agent.metricsUrl ?? "", { path: "/metrics" });
  expect(text).toContain('pod_identity_http_response{code="400"} 1\n');
  expect(text).toContain('pod_identity_http_response{code="431"} 1\n');
});

test.each(["1.0", "1.1"])("a request of HTTP/%s without a Host is answered 403", async (version) => {
  const head = `GET /v1/credentials HTTP/${version}\r\nconnection: close\r\nauthorization: ${token}\r\n\r\n`;
  const answer = await send(head);
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(readBody(answer)).toMatchObject({ code: "AccessDeniedException" });
});

test.each(["100-continue", "an answer"])("a request that expects %s is one like others", async (expected) => {
  const head = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nexpect: ${expected}\r\n`;
  expect(await send(`${head}\r\n`)).toContain("MissingAuthenticationTokenException");
  expect(await send(`${head}authorization: ${token}\r\n\r\n`)).toContain("HTTP/1.1 200 OK\r\n");
});

test.each(["content-length: 1000000000000", "transfer-encoding: chunked"])(
  "a request with a body (%s) is answered, and nobody reads the body",
  async (header) => {
    const host = `127.0.0.1:${running.port}`;
    const answer = await send(
      `GET /v1/credentials HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${token}\r\n${header}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer.toLowerCase()).toContain("\r\nconnection: close\r\n");
  },
);

describe("slow clients", () => {
  test("are answered 408, are let go, and hold nobody up", async () => {
    using dribbler = await RawConnection.open(running.port);
    await dribbler.write("GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    using silent = await RawConnection.open(running.port);
    // It goes on after the agent has ended its half of the connection, and learns of the other half by a reset.
    const stubborn = connect({ port: running.port, host: "127.0.0.1", allowHalfOpen: true });
    await once(stubborn, "connect");
    const closed = new Promise<void>((resolve) => stubborn.resume().on("error", () => resolve()));
    stubborn.write("GET /v1/credentials HTTP/1.1\r\nx: ");
    const answered = Promise.all([dribbler, silent].map((connection) => connection.waitForEnd()));

    const dribbling = setInterval(() => {
      void dribbler.write("x");
      stubborn.write("x");
    }, 50);
    const others = Promise.all(Array.from({ length: 20 }, (_, index) => askAfter(index * 100)));
    expect(await others).toEqual(Array(20).fill(200));
    await Promise.all([answered, closed]);
    clearInterval(dribbling);
    for (const { received } of [dribbler, silent]) {
      expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(readBody(received)).toMatchObject({ code: "RequestTimeout", Code: "RequestTimeout" });
    }
    expect(running.refusals.filter(({ status }) => status === 408)).toHaveLength(3);
  });

  async function askAfter(ms: number): Promise<number> {
    await wait(ms);
    return (await running.ask(token)).status;
  }
});
