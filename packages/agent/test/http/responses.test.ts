import { once } from "node:events";
import { connect } from "node:net";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, describe, expect, test } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const token = await mintPodToken();
const running = await RunningAgent.start(new FakeUpstream());

afterAll(() => running[Symbol.asyncDispose]());

async function send(text: string, port = running.port): Promise<string> {
  using connection = await RawConnection.open(port);
  await connection.write(text);
  await connection.waitForEnd();
  return connection.received;
}

function readBody(response: string): Record<string, string> {
  return JSON.parse(response.slice(response.indexOf("\r\n\r\n")));
}

test.each([8, 15, 17, 64, 1024])(
  "answers headers of %i kB, of which 16 are allowed, with a JSON error",
  async (size) => {
    const length = size * 1024;
    const response = await send(
      `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nx: ${"x".repeat(length)}\r\n\r\n`,
    );
    expect(response.split("\r\n")[0]).toBe(
      size < 16 ? "HTTP/1.1 400 Bad Request" : "HTTP/1.1 431 Request Header Fields Too Large",
    );
    expect(response).toContain("\r\ncontent-type: application/json\r\n");
    const code = size < 16 ? "MissingAuthenticationTokenException" : "RequestHeaderFieldsTooLarge";
    expect(readBody(response)).toMatchObject({
      code,
      Code: code,
      message: expect.any(String),
      Message: expect.any(String),
      reason: size < 16 ? "missing_token" : "headers_too_large",
    });
  },
);

test.each([
  "hello\r\n\r\n",
  "\x16\x03\x01\x02\x00\x01\x00",
  "GET / HTTP/9.9\r\n\r\n",
  "G@T / HTTP/1.1\r\n\r\n",
])("answers %j, which is not HTTP, with a JSON error", async (text) => {
  const response = await send(text);
  expect(response).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(readBody(response)).toMatchObject({ code: "BadRequest", Code: "BadRequest", reason: "bad_request" });
});

test("reports and counts broken requests like other refusals", async () => {
  const metrics = { host: "127.0.0.1", port: 0 };
  await using other = await RunningAgent.start(new FakeUpstream(), { metrics });
  for (const text of ["hello\r\n\r\n", `GET / HTTP/1.1\r\nx: ${"x".repeat(20_000)}\r\n\r\n`]) {
    await send(text, other.port);
  }
  const about = { client: "127.0.0.1", pod: undefined, requestId: undefined, credentialsProblem: undefined };
  expect(other.refusals).toEqual([
    {
      ...about,
      status: 400,
      code: "BadRequest",
      reason: "bad_request",
      message: expect.stringMatching(/^This is not an HTTP request\./),
    },
    {
      ...about,
      status: 431,
      code: "RequestHeaderFieldsTooLarge",
      reason: "headers_too_large",
      message: expect.stringMatching(/^The headers are larger than 16 kB\./),
    },
  ]);
  const { text } = await ask(other.agent.metricsUrl ?? "", { path: "/metrics" });
  expect(text).toContain('pod_identity_http_response{code="400"} 1\n');
  expect(text).toContain('pod_identity_http_response{code="431"} 1\n');
});

test.each(["1.0", "1.1"])("answers an HTTP/%s request without a Host header with 403", async (version) => {
  const response = await send(
    `GET /v1/credentials HTTP/${version}\r\nconnection: close\r\nauthorization: ${token}\r\n\r\n`,
  );
  expect(response).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(readBody(response)).toMatchObject({ code: "AccessDeniedException", reason: "host_not_allowed" });
});

test.each(["100-continue", "an answer"])(
  "answers a request with the header expect: %s like any other",
  async (expected) => {
    const head = `GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nexpect: ${expected}\r\n`;
    expect(await send(`${head}\r\n`)).toContain("MissingAuthenticationTokenException");
    expect(await send(`${head}authorization: ${token}\r\n\r\n`)).toContain("HTTP/1.1 200 OK\r\n");
  },
);

test.each(["content-length: 1000000000000", "transfer-encoding: chunked"])(
  "answers a request with a body (%s) without reading the body",
  async (header) => {
    const host = `127.0.0.1:${running.port}`;
    const response = await send(
      `GET /v1/credentials HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${token}\r\n${header}\r\n\r\n`,
    );
    expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(response.toLowerCase()).toContain("\r\nconnection: close\r\n");
  },
);

describe("slow clients", () => {
  test("get a 408, are disconnected, and do not delay other clients", async () => {
    using dribbling = await RawConnection.open(running.port);
    await dribbling.write("GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    using silent = await RawConnection.open(running.port);
    // Keeps writing after the agent has closed its side. It learns that the whole connection is closed by a reset.
    const stubborn = connect({ port: running.port, host: "127.0.0.1", allowHalfOpen: true });
    await once(stubborn, "connect");
    const reset = new Promise<void>((resolve) => stubborn.resume().on("error", () => resolve()));
    stubborn.write("GET /v1/credentials HTTP/1.1\r\nx: ");

    let isEnded = false;
    const ended = Promise.all([dribbling.waitForEnd(), silent.waitForEnd(), reset]).then(() => {
      isEnded = true;
    });
    const writing = setInterval(() => {
      void dribbling.write("x");
      stubborn.write("x");
    }, 50);
    while (!isEnded) {
      expect((await running.ask(token)).status).toBe(200);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    clearInterval(writing);
    for (const { received } of [dribbling, silent]) {
      expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(readBody(received)).toMatchObject({ code: "RequestTimeout", Code: "RequestTimeout" });
    }
    expect(running.refusals.filter(({ status }) => status === 408)).toHaveLength(3);
  });
});

test.each([
  [undefined, undefined],
  [60_000, undefined],
  [-7_199_600, -7200],
])(
  "an error of the API says the cluster and, if it is more than a minute, the difference of clocks: %s ms",
  async (apiClockOffsetMs, apiClockOffsetSeconds) => {
    const upstream = new FakeUpstream();
    upstream.failure = new UpstreamError("api_error", "why", { cluster: "blue", apiClockOffsetMs });
    await using other = await RunningAgent.start(upstream);
    const { body } = await other.ask(token);
    expect(body).toMatchObject({ cluster: "blue" });
    expect((body as { apiClockOffsetSeconds?: number }).apiClockOffsetSeconds).toBe(apiClockOffsetSeconds);
  },
);
