import { once } from "node:events";
import { createServer as createTcpServer, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../src/errors/connection-error.ts";
import type { Transport } from "../../src/http/transport.ts";
import { platforms } from "../platforms.ts";
import { createRequest, noLimits, readAll } from "../transport-requests.ts";

describe.each(platforms)("the transport of the platform %s", (name, platform) => {
  async function useTransport<T>(use: (transport: Transport) => Promise<T>): Promise<T> {
    const transport = platform.createTransport({});
    try {
      return await use(transport);
    } finally {
      transport.close();
    }
  }

  test.each([
    ["GET", undefined, undefined],
    ["POST", "grüß", "6"],
    ["POST", new Uint8Array([0, 255]), "2"],
    ["DELETE", "x", "1"],
    ["PATCH", "", "0"],
  ])("sends %s with the body %j", async (method, body, contentLength) => {
    const received: unknown[] = [];
    await using server = await listenOnLoopback(async (request, response) => {
      const { headers, url } = request;
      received.push(request.method, url, headers["x-test"], headers["content-length"], await buffer(request));
      response.end();
    });
    const changes = { method, path: "/a%2Fb", query: "c=%20&d=", headers: { "x-test": "1" }, body };
    await useTransport((transport) => transport.send(createRequest(server.url, changes), noLimits));
    expect(received).toEqual([method, "/a%2Fb?c=%20&d=", "1", contentLength, Buffer.from(body ?? "")]);
  });

  test("sends headers in Latin-1, with each kind of body", async () => {
    const received: unknown[] = [];
    await using server = await listenOnLoopback((request, response) => {
      received.push(request.headers["x-test"]);
      response.end();
    });
    for (const body of ["é", new Uint8Array(1), undefined]) {
      const changes = { headers: { "x-test": "ÿ" }, body };
      await useTransport((transport) => transport.send(createRequest(server.url, changes), noLimits));
    }
    expect(received).toEqual(["ÿ", "ÿ", "ÿ"]);
  });

  test.each(["/a/../b", "/%2e%2E", "/."])("never sends the path %s as another", async (path) => {
    await using server = await listenOnLoopback((request, response) => response.end(request.url));
    const sent = useTransport((transport) => transport.send(createRequest(server.url, { path }), noLimits));
    await (name === "fetch"
      ? expect(sent).rejects.toThrow(TypeError)
      : expect(sent.then(({ body }) => readAll(body))).resolves.toBe(path));
  });

  test("sends a stream in pieces, as fast as the server reads it", async () => {
    let pulled = 0;
    async function* createPieces() {
      for (; pulled < 64; pulled++) {
        yield new Uint8Array(1_048_576);
      }
    }
    const { promise: mayRead, resolve: read } = Promise.withResolvers<void>();
    let length = 0;
    await using server = await listenOnLoopback(async (request, response) => {
      await mayRead;
      for await (const piece of request) {
        length += piece.length;
      }
      response.end(request.headers["transfer-encoding"]);
    });
    await useTransport(async (transport) => {
      const sending = transport.send(createRequest(server.url, { body: createPieces() }), noLimits);
      await expect.poll(() => pulled).toBeGreaterThan(0);
      await expectStable(() => pulled);
      expect(pulled).toBeLessThan(60);
      read();
      const { body } = await sending;
      expect(await readAll(body)).toBe("chunked");
      expect(length).toBe(64 * 1_048_576);
    });
  });

  test("fails if the stream fails, and ends the request", async () => {
    const failure = new Error("no more");
    const received = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    async function* failingStream() {
      yield new Uint8Array(1);
      await received.promise;
      throw failure;
    }
    await using server = await listenOnLoopback((request) => {
      request.resume().once("error", () => aborted.resolve());
      received.resolve();
    });
    await useTransport(async (transport) => {
      const sending = transport.send(createRequest(server.url, { body: failingStream() }), noLimits);
      await expect(sending).rejects.toBeInstanceOf(ConnectionError);
      await aborted.promise;
    });
  });

  test("joins headers of one name", async () => {
    await using server = await listenOnLoopback((_request, response) => {
      response.writeHead(299, { "x-list": ["a", "b"], "set-cookie": ["c=1", "d=2"], "X-Upper": "e" }).end();
    });
    const response = await useTransport((transport) => transport.send(createRequest(server.url), noLimits));
    expect(response.status).toBe(299);
    expect(response.headers).toMatchObject({
      "x-list": "a, b",
      "set-cookie": expect.stringMatching("d=2"),
      "x-upper": "e",
    });
  });

  test("doesn't follow redirects", async () => {
    await using server = await listenOnLoopback((_request, response) => {
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const { status, headers } = await useTransport((transport) =>
      transport.send(createRequest(server.url), noLimits),
    );
    expect([status, headers.location]).toEqual([307, "/elsewhere"]);
  });

  test("connects to IPv6 addresses", async () => {
    const server = createTcpServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
    server.listen(0, "::1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const { body } = await useTransport((transport) =>
      transport.send(createRequest(`http://[::1]:${port}`), noLimits),
    );
    expect(await readAll(body)).toBe("ok");
    server.close();
  });

  test("fails with the system's code if no one listens", async () => {
    const { port, ...server } = await listenOnLoopback(createTcpServer());
    await server[Symbol.asyncDispose]();
    const sending = useTransport((transport) =>
      transport.send(createRequest(`http://127.0.0.1:${port}`), noLimits),
    );
    await expect(sending).rejects.toMatchObject({
      code: "connection_failed",
      systemCode: "ECONNREFUSED",
      message: `The connection to 127.0.0.1:${port} failed: ECONNREFUSED.`,
    });
  });

  test.each([
    ["nothing", ""],
    ["half of the headers", "HTTP/1.1 200 OK\r\ncontent-"],
    ["what isn't HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
  ])("fails if the server sends %s, and closes the connection", async (_what, text) => {
    await using server = await listenOnLoopback(createTcpServer((socket) => answer(socket, text)));
    const sending = useTransport((transport) => transport.send(createRequest(server.url), noLimits));
    await expect(sending).rejects.toBeInstanceOf(ConnectionError);
  });

  test.each([
    ["a body of known length", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"],
    ["a body in chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
  ])("fails if %s isn't complete", async (_what, text) => {
    await using server = await listenOnLoopback(createTcpServer((socket) => answer(socket, text)));
    await useTransport(async (transport) => {
      const { body } = await transport.send(createRequest(server.url), noLimits);
      await expect(readAll(body)).rejects.toBeInstanceOf(ConnectionError);
    });
  });

  test("aborts a request without a response, by the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const closed = Promise.withResolvers<void>();
    await using server = await listenOnLoopback((request) => {
      request.socket.once("close", () => closed.resolve());
      controller.abort(reason);
    });
    const sending = useTransport((transport) =>
      transport.send(createRequest(server.url), { ...noLimits, signal: controller.signal }),
    );
    await expect(sending).rejects.toBe(reason);
    await closed.promise;
  });

  test("doesn't send a request whose signal is aborted", async () => {
    const sending = useTransport((transport) =>
      transport.send(createRequest("http://127.0.0.1:1"), { ...noLimits, signal: AbortSignal.abort("why") }),
    );
    await expect(sending).rejects.toBe("why");
  });

  test("aborts the reading of a body, by the signal's reason", async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    await using server = await listenOnLoopback((_request, response) => {
      response.once("close", () => closed.resolve());
      sendEndlessly(response);
    });
    await useTransport(async (transport) => {
      const { body } = await transport.send(createRequest(server.url), {
        ...noLimits,
        signal: controller.signal,
      });
      const reading = readAll(body, () => controller.abort("too much"));
      await expect(reading).rejects.toBe("too much");
      await closed.promise;
    });
  });

  test("closes the connection of a body that no one reads if the signal aborts", async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    await using server = await listenOnLoopback((_request, response) => {
      response.once("close", () => closed.resolve());
      sendEndlessly(response);
    });
    await useTransport(async (transport) => {
      await transport.send(createRequest(server.url), { ...noLimits, signal: controller.signal });
      controller.abort("enough");
      await closed.promise;
    });
  });

  test("closes the connection if a body isn't read to its end", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await listenOnLoopback((_request, response) => {
      response.once("close", () => closed.resolve());
      sendEndlessly(response);
    });
    await useTransport(async (transport) => {
      const { body } = await transport.send(createRequest(server.url), noLimits);
      for await (const piece of body) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      await closed.promise;
    });
  });

  test("reports a header that can't be sent as a TypeError", async () => {
    const request = createRequest("http://127.0.0.1:1", { headers: { "x-test": "a\nb" } });
    await expect(useTransport((transport) => transport.send(request, noLimits))).rejects.toBeInstanceOf(
      TypeError,
    );
    expect(name).toMatch(/node|fetch/);
  });
});

/** Reads the request's headers, sends a text, and closes the connection. */
function answer(socket: Socket, text: string): void {
  socket.once("data", () => socket.end(text));
}

/** Waits until a number no longer grows. */
async function expectStable(read: () => number): Promise<void> {
  let last = -1;
  await expect
    .poll(
      () => {
        const before = last;
        last = read();
        return before === last;
      },
      { interval: 200 },
    )
    .toBe(true);
}
