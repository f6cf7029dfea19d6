import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import type { Handler, HandlerOptions, RoutedRequest } from "../../src/index.ts";
import { collect } from "../streams.ts";
import { TestServer } from "../test-server.ts";
import { createRunHandler, ok, startRun } from "../test-services.ts";

/** A handler whose operation gets its body as a stream and returns a text. */
function createStreamingHandler(
  run: (request: RoutedRequest) => Promise<string>,
  options: HandlerOptions = {},
): Handler {
  return createRunHandler(async (request) => ok(await run(request)), options, { streamsInput: true });
}

describe("a streamed body", () => {
  test.each([0, 1, 1_000_000])("of %i bytes is complete", async (length) => {
    const handler = createStreamingHandler(async ({ stream, body }) => {
      const received = await collect(stream);
      expect(body).toHaveLength(0);
      return `${received.length} ${received.every((byte, index) => byte === index % 256)}`;
    });
    await using server = await TestServer.start(handler);
    const body = Uint8Array.from({ length }, (_, index) => index % 256);
    expect(await server.call({ body })).toMatchObject({ status: 200, body: `${length} true` });
    const chunked = { "transfer-encoding": "chunked" };
    expect(await server.call({ body, headers: chunked })).toMatchObject({ body: `${length} true` });
  });

  test("is read piece by piece, before it is complete", async () => {
    const pieces: string[] = [];
    const handler = createStreamingHandler(async ({ stream }) => {
      for await (const piece of stream) pieces.push(Buffer.from(piece).toString());
      return "done";
    });
    await using server = await TestServer.start(handler);
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 3\r\n\r\n");
    for (const [index, letter] of ["a", "b", "c"].entries()) {
      await connection.write(letter);
      await expect.poll(() => pieces).toHaveLength(index + 1);
    }
    await connection.waitForEnd();
    expect(pieces).toEqual(["a", "b", "c"]);
    expect(connection.received).toMatch(/^HTTP\/1\.1 200 [\s\S]*done$/);
  });

  test("waits for its reader", async () => {
    const release = Promise.withResolvers<void>();
    const handler = createStreamingHandler(async ({ stream }) => {
      let length = 0;
      for await (const piece of stream) {
        await release.promise;
        length += piece.length;
      }
      return String(length);
    });
    await using server = await TestServer.start(handler);
    using connection = await RawConnection.open(server.port);
    const length = 50_000_000;
    await connection.write(
      `POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`,
    );
    let written = false;
    const writing = connection.write("x".repeat(length)).then(() => {
      written = true;
    });
    await wait(200);
    expect(written).toBe(false);
    release.resolve();
    await writing;
    await connection.waitForEnd();
    expect(connection.received).toMatch(new RegExp(`${length}$`));
  });

  test.each([
    ["known", {}],
    ["unknown", { "transfer-encoding": "chunked" }],
  ])("of a %s length beyond the limit is answered with 413", async (_, headers: Record<string, string>) => {
    const handler = createStreamingHandler(async ({ stream }) => String((await collect(stream)).length), {
      maxBodyBytes: 1,
      maxStreamedBodyBytes: 100,
    });
    await using server = await TestServer.start(handler);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; count < 3; count += 1) {
      expect(await server.call({ body: "x".repeat(101), headers, agent })).toMatchObject({
        status: 413,
        headers: { "x-amzn-errortype": "RequestEntityTooLargeException" },
      });
      expect(await server.call({ body: "x".repeat(100), headers, agent })).toMatchObject({ body: "100" });
    }
    agent.destroy();
  });

  test.each([
    ["isn't read at all", async () => "done"],
    [
      "is read in part",
      async ({ stream }: RoutedRequest) => {
        for await (const _ of stream) return "done";
        return "empty";
      },
    ],
    [
      "is abandoned within a read",
      async ({ stream }: RoutedRequest) => {
        const iterator = stream[Symbol.asyncIterator]();
        await iterator.next();
        return "done";
      },
    ],
  ])("that %s keeps the connection alive", async (_, run) => {
    await using server = await TestServer.start(createStreamingHandler(run));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    agent.on("free", (socket) => ports.add(socket.localPort));
    for (let count = 0; count < 5; count += 1) {
      const response = await server.call({ body: new Uint8Array(3_000_000), headers: {}, agent });
      expect(response).toMatchObject({ status: 200, body: "done" });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test("can't be read after the response", async () => {
    const reading = Promise.withResolvers<unknown>();
    const handler = createStreamingHandler(
      async ({ stream }) => {
        const whole = collect(stream);
        whole.then(() => reading.resolve("whole"), reading.resolve);
        await whole;
        return "done";
      },
      { operationTimeoutMs: 50 },
    );
    await using server = await TestServer.start(handler);
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
    expect(await reading.promise).toMatchObject({ name: "RequestAbortedException" });
    await expect.poll(() => connection.received).toMatch(/^HTTP\/1\.1 503 /);
    await connection.write("xxPOST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 1\r\n\r\ny");
    await connection.waitForEnd();
    expect(connection.received).toMatch(/HTTP\/1\.1 200 [\s\S]*done$/);
  });

  test.each(["a reset", "an end"])("fails its reader if the client disconnects with %s", async (manner) => {
    const onError = vi.fn();
    const reading = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    const handler = createStreamingHandler(
      async ({ stream }) => {
        try {
          for await (const _ of stream) begun.resolve();
        } catch (error) {
          reading.resolve(error);
          throw error;
        }
        return "done";
      },
      { onError },
    );
    await using server = await TestServer.start(handler);
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
    await begun.promise;
    if (manner === "a reset") connection.reset();
    else connection[Symbol.dispose]();
    expect(await reading.promise).toMatchObject({ name: "RequestAbortedException" });
    expect(await server.call({ body: "x" })).toMatchObject({ status: 200 });
    expect(onError).not.toHaveBeenCalled();
  });

  test("can be read only once", async () => {
    const handler = createStreamingHandler(async ({ stream }) => {
      await collect(stream);
      return collect(stream).then(String, (error) => error.message);
    });
    await using server = await TestServer.start(handler);
    expect(await server.call({ body: "x" })).toMatchObject({ body: "A streamed body can be read only once" });
  });
});

test("an operation whose input doesn't stream has no stream", async () => {
  const onError = vi.fn();
  await using server = await startRun(async ({ stream }) => ok(stream), {
    onError,
  });
  expect(await server.call()).toMatchObject({ status: 500 });
  expect(onError.mock.lastCall?.[0]).toEqual(new TypeError("The input doesn't stream: read `body`"));
});
