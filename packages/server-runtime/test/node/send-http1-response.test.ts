import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import type { HttpResponse } from "../../src/index.ts";
import { failAfterByte, streamForever, streamPieces } from "../streams.ts";
import { TestServer } from "../test-server.ts";
import { fail, ok, startRun } from "../test-services.ts";

async function startServer(
  respond: () => HttpResponse,
  onError?: (error: unknown) => void,
): Promise<TestServer> {
  return startRun(async () => respond(), onError === undefined ? {} : { onError });
}

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

describe("a response", () => {
  test.each<[string, HttpResponse["body"], string | undefined]>([
    ["text", "é", "2"],
    ["no text", "", "0"],
    ["bytes", bytes, "256"],
    ["bytes within others", Buffer.from("xABCx").subarray(1, 4), "3"],
    ["no bytes", new Uint8Array(), "0"],
    ["pieces", streamPieces("a", "b", "", "c"), undefined],
    ["no pieces", streamPieces(), undefined],
  ])("of %s has the right length", async (_, body, length) => {
    await using server = await startServer(() => ({ status: 200, headers: { "x-a": "b" }, body }));
    const { headers } = await server.call();
    expect(headers["content-length"]).toBe(length);
    expect(headers["transfer-encoding"]).toBe(length === undefined ? "chunked" : undefined);
    expect(headers["x-a"]).toBe("b");
  });

  test.each<[string, HttpResponse["body"]]>([
    ["text", "é"],
    ["no text", ""],
    ["bytes", bytes],
    ["pieces", streamPieces("a")],
  ])("of %s has headers in Latin-1", async (_, body) => {
    await using server = await startServer(() => ({ status: 200, headers: { "x-a": "\u00e9" }, body }));
    expect((await server.call()).headers["x-a"]).toBe("\u00e9");
  });

  test("of bytes is sent unchanged", async () => {
    await using server = await startServer(() => ok(bytes));
    const response = await fetch(server.url);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test.each([204, 304])("with status %i has no body", async (status) => {
    const onEnd = vi.fn();
    const bodies = ["text", bytes, streamForever(onEnd)];
    await using server = await startServer(() => ({ status, headers: {}, body: bodies.pop() ?? "" }));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; count < 3; count += 1) {
      const response = await server.call({ agent });
      expect(response).toMatchObject({ status, body: "" });
      expect(response.headers).not.toHaveProperty("content-length");
      expect(response.headers).not.toHaveProperty("transfer-encoding");
    }
    agent.destroy();
  });

  test("to HEAD has no body, but its content-length", async () => {
    const bodies = ["text", streamPieces("a")];
    await using server = await startServer(() => ok(bodies.pop() ?? ""));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const head = { method: "HEAD", body: "", agent };
    expect((await server.call(head)).headers).not.toHaveProperty("content-length");
    expect(await server.call(head)).toMatchObject({ headers: { "content-length": "4" }, body: "" });
    agent.destroy();
  });
});

describe("a streamed response", () => {
  test("is sent piece by piece, before it is complete", async () => {
    const second = Promise.withResolvers<void>();
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("first");
      await second.promise;
      yield Buffer.from("second");
    }
    await using server = await startServer(() => ok(stream()));
    const response = await fetch(server.url);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toMatchObject({ value: "first" });
    second.resolve();
    expect(await reader?.read()).toMatchObject({ value: "second" });
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  test("waits for its reader, and closes its source when the client disconnects", async () => {
    let sent = 0;
    const ended = vi.fn();
    async function* stream(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          sent += 1_000_000;
          yield new Uint8Array(1_000_000);
        }
      } finally {
        ended();
      }
    }
    const onError = vi.fn();
    await using server = await startServer(() => ok(stream()), onError);
    using connection = await RawConnection.open(server.port);
    connection.pause();
    await connection.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    await expect.poll(() => sent).toBeGreaterThan(0);
    const sendMore = async (): Promise<number> => {
      const before = sent;
      await wait(100);
      return sent - before;
    };
    await expect.poll(sendMore, { message: "the buffers are full" }).toBe(0);
    connection.reset();
    await expect.poll(() => ended).toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("that waits for its next piece closes its source when the client disconnects", async () => {
    const ended = vi.fn();
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => {
        const pieces = [new Uint8Array(1)];
        return {
          next: async () => {
            const value = pieces.pop();
            return value === undefined ? new Promise(() => {}) : { done: false, value };
          },
          return: async () => {
            ended();
            return { done: true, value: undefined };
          },
        };
      },
    };
    await using server = await startServer(() => ok(body));
    using connection = await RawConnection.open(server.port);
    await connection.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    await expect.poll(() => connection.received).toMatch(/^HTTP\/1\.1 200 /);
    connection.reset();
    await expect.poll(() => ended).toHaveBeenCalled();
  });

  test("that fails closes the connection, and onError gets the error", async () => {
    const failure = new Error("canary");
    const onError = vi.fn();
    await using server = await startServer(() => ok(failAfterByte(failure)), onError);
    using connection = await RawConnection.open(server.port);
    await connection.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    await connection.waitForEnd();
    expect(connection.received).not.toMatch(/0\r\n\r\n$/);
    expect(connection.received).not.toContain("canary");
    expect(onError.mock.calls).toMatchObject([[failure, { operation: "Run" }]]);
    await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow();
  });

  test("can be the stream of the request", async () => {
    await using server = await startRun(async ({ stream }) => ok(stream), {}, { streamsInput: true });
    const body = "0123456789".repeat(300_000);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; count < 3; count += 1) {
      const response = await server.call({ body, headers: { "transfer-encoding": "chunked" }, agent });
      expect(response.body === body).toBe(true);
    }
    agent.destroy();
  });
});

describe("a handler that fails", () => {
  test.each([
    ["rejects", () => Promise.reject(new Error("canary"))],
    ["throws", () => fail("canary")],
    ["returns what HTTP can't carry", async () => ({ status: 200, headers: { "x-a": "b\r\nc" }, body: "" })],
  ])("because it %s is answered with 500", async (_, handler: () => Promise<HttpResponse>) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    await using server = await TestServer.start(handler);
    for (let count = 0; count < 2; count += 1) {
      const { status, body } = await server.call();
      expect({ status, body }).toEqual({ status: 500, body: "" });
    }
    expect(written).toHaveBeenCalledTimes(2);
    written.mockRestore();
  });
});

test("header names of a request are in lower case, each once", async () => {
  await using server = await startRun(async (request) =>
    ok(
      JSON.stringify([
        [...request.headerNames()],
        request.header("x-a"),
        request.header("constructor") ?? null,
      ]),
    ),
  );
  using connection = await RawConnection.open(server.port);
  await connection.write("GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nx-a: 2\r\nConnection: close\r\n\r\n");
  await connection.waitForEnd();
  expect(connection.received).toContain('[["host","x-a","connection"],"1, 2",null]');
});
