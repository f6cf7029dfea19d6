import { createServer } from "node:http";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test } from "vitest";
import { createNodeListener } from "../../src/node/listener.ts";
import { TestServer } from "../test-server.ts";
import { greetPolitely, ok, startGreeter } from "../test-services.ts";

const mebibyte = 1_048_576;
const json = { "content-type": "application/json" };

function makeBody(length: number): string {
  return '{"greeting":"Hi"}'.padEnd(length);
}

/** A body that is sent in chunks, without a content-length. */
function streamBody(length: number): ReadableStream<Uint8Array> {
  let left = length;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(left, 65_536);
      left -= size;
      controller.enqueue(new Uint8Array(size).fill(0x20));
      if (left === 0) controller.close();
    },
  });
}

const framings = [
  ["with a content-length", { "content-type": "application/json" }],
  ["in chunks", { "content-type": "application/json", "transfer-encoding": "chunked" }],
] as const;

describe.each(framings)("a body %s", (_, headers) => {
  test.each([
    ["as large as the limit", { maxBodyBytes: 100 }, 100],
    ["as large as the default limit", {}, 262_144],
  ])("%s is accepted", async (_limit, options, length) => {
    await using server = await startGreeter(greetPolitely, options);
    expect(await server.call({ headers, body: makeBody(length) })).toMatchObject({ status: 200 });
  });

  test.each([
    ["over the limit", { maxBodyBytes: 100 }, 100],
    ["over the default limit", {}, 262_144],
    ["over a limit of 0", { maxBodyBytes: 0 }, 0],
  ])("one byte %s is rejected", async (_limit, options, limit) => {
    await using server = await startGreeter(() => expect.unreachable("the body is too large"), options);
    expect(await server.call({ headers, body: "x".repeat(limit + 1) })).toMatchObject({
      status: 413,
      headers: { "x-amzn-errortype": "RequestEntityTooLargeException" },
      body: `{"message":"The body is larger than ${limit} bytes."}`,
    });
  });

  test("of 1 MiB is rejected, and every client can read the response", async () => {
    await using server = await startGreeter();
    const calls = Array.from({ length: 20 }, () => server.call({ headers, body: makeBody(mebibyte) }));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(20).fill(413));
    await server.expectStillServing();
  });
});

test("fetch can read the response to a rejected stream of 5 MiB", async () => {
  await using server = await startGreeter();
  for (let round = 0; round < 10; round++) {
    const response = await fetch(`${server.url}/greetings/Ada`, {
      method: "POST",
      headers: json,
      body: streamBody(5 * mebibyte),
      duplex: "half",
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: "The body is larger than 262144 bytes." });
  }
  await server.expectStillServing();
});

describe("a client that sends everything before it reads anything", () => {
  const head = "HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\n";
  const lengthy = `content-length: ${5 * mebibyte}\r\n\r\n`;
  const body = "x".repeat(5 * mebibyte);
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;

  test.each([
    ["5 MiB with a content-length", `POST /greetings/Ada ${head}${lengthy}${body}`, 413],
    [
      "5 MiB in chunks",
      `POST /greetings/Ada ${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(80)}0\r\n\r\n`,
      413,
    ],
    ["5 MiB to an unknown path", `POST /nowhere ${head}${lengthy}${body}`, 404],
    ["5 MiB with a wrong method", `PUT /greetings/Ada ${head}${lengthy}${body}`, 405],
  ])("reads the response to %s", async (_, bytes, status) => {
    await using server = await startGreeter();
    using connection = await RawConnection.open(server.port);
    connection.pause();
    await connection.write(bytes);
    connection.resume();
    await connection.waitForEnd();
    expect(connection.error).toBeUndefined();
    expect(connection.received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await server.expectStillServing();
  });
});

test("a content-length over the limit is rejected before the body arrives", async () => {
  await using server = await startGreeter();
  using connection = await RawConnection.open(server.port);
  await connection.write("POST /greetings/Ada HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000000\r\n\r\n");
  await expect.poll(() => connection.received).toMatch(/^HTTP\/1\.1 413 /);
  await server.expectStillServing();
});

// Concurrent, because each takes as long as the server waits.
test.concurrent.for<[string, string, number]>([
  ["is too large", "POST /greetings/Ada", 413],
  ["isn't read", "POST /nowhere", 404],
])("the connection is closed if a body %s and never ends", async ([, line, status], { expect }) => {
  await using server = await startGreeter(greetPolitely, { maxBodyBytes: 100 });
  using connection = await RawConnection.open(server.port);
  await connection.write(`${line} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n`);
  const drip = setInterval(() => void connection.write(`c8\r\n${"x".repeat(200)}\r\n`), 50);
  await connection.waitForEnd();
  clearInterval(drip);
  expect(connection.received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  await expect.poll(() => server.countConnections()).toBe(0);
  await server.expectStillServing();
});

test("a request has the client's address", async () => {
  await using server = await TestServer.start(async ({ peer }) => ok(String(peer?.address)));
  expect(await server.call()).toMatchObject({ body: "127.0.0.1" });
});

test.each([
  ["of its header", "/", "Host: a\r\n", "a"],
  ["of all its headers", "/", "Host: a\r\nhost: b\r\n", "a, b"],
  ["of its target instead of its header", "http://b:80/c?d", "Host: a\r\n", "b:80"],
  ["of no header", "/", "", "undefined"],
])("a request has the host %s", async (_, target, headers, host) => {
  const listener = createNodeListener(async (request) => ok(String(request.header("host"))));
  await using server = await listenOnLoopback(createServer({ requireHostHeader: false }, listener));
  using connection = await RawConnection.open(server.port);
  await connection.write(`GET ${target} HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);
  await connection.waitForEnd();
  expect(connection.received.split("\r\n\r\n")[1]).toBe(host);
});

test("a body that arrives in many pieces is concatenated", async () => {
  await using server = await startGreeter();
  using connection = await RawConnection.open(server.port);
  await connection.write(
    "POST /greetings/Ada HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 17\r\n\r\n",
  );
  for (const character of '{"greeting":"Hi"}') {
    await connection.write(character);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await connection.waitForEnd();
  expect(connection.received).toMatch(/^HTTP\/1\.1 200 /);
  expect(connection.received).toMatch(/\{"text":"Hi, Ada"\}$/);
});
