import { once } from "node:events";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  createSecureServer,
  createServer,
  type OutgoingHttpHeaders,
  type SecureServerOptions,
  type ServerOptions,
} from "node:http2";
import { request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawHttp2Connection } from "@eks-auth/test-kit/raw-http2-connection";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import type { Handler, HttpResponse, Peer } from "../../src/index.ts";
import { limitConnections } from "../../src/node/connections.ts";
import {
  createNodeListener,
  getHttp2ServerRequest,
  getIncomingMessage,
  type NodeListenerOptions,
} from "../../src/node/listener.ts";
import { collect, failAfterByte, streamForever, streamPieces } from "../streams.ts";
import { createGreeterHandler, createRunHandler, fail, greetPolitely, ok } from "../test-services.ts";

const greeting = { ":path": "/greetings/Ada", "content-type": "application/json", host: "a" };
const mebibyte = 1_048_576;

function listen(
  handler: Handler,
  options: ServerOptions = {},
  listenerOptions?: NodeListenerOptions,
): Promise<LoopbackServer> {
  return listenOnLoopback(createServer(options, createNodeListener(handler, listenerOptions)));
}

/** A session of the HTTP/2 client of Node.js. */
class Client implements Disposable {
  readonly session: ClientHttp2Session;

  constructor(server: LoopbackServer) {
    this.session = connect(server.url);
    this.session.on("error", () => {});
  }

  open(headers: OutgoingHttpHeaders): ClientHttp2Stream {
    return this.session.request({ ":method": "POST", ":path": "/", ...headers });
  }

  async call(headers: OutgoingHttpHeaders, body: string | Uint8Array = "") {
    const stream = this.open(headers);
    // A request with HEAD has no body.
    if (stream.writable) {
      stream.end(body);
    }
    return readResponse(stream);
  }

  [Symbol.dispose](): void {
    this.session.destroy();
  }
}

async function readResponse(stream: ClientHttp2Stream) {
  const [headers] = await once(stream, "response");
  return { status: headers[":status"], headers, body: await text(stream) };
}

describe("a request over HTTP/2", () => {
  test("is answered, valid or invalid", async () => {
    await using server = await listen(createGreeterHandler(greetPolitely));
    using client = new Client(server);
    const good = await client.call(greeting, '{"greeting":"Hi"}');
    expect(good).toMatchObject({ status: 200, body: '{"text":"Hi, Ada"}' });
    expect(good.headers).toMatchObject({ "content-length": "18", "x-amzn-requestid": expect.any(String) });
    expect(await client.call(greeting, "{")).toMatchObject({ status: 400 });
    expect(await client.call({ ...greeting, ":path": "/nowhere" })).toMatchObject({ status: 404 });
    expect(await client.call({ ...greeting, ":method": "PUT" })).toMatchObject({
      headers: { allow: "POST" },
    });
    const head = await client.call({ ...greeting, ":method": "HEAD" });
    expect(head).toMatchObject({ status: 405, body: "" });
  });

  test("has its path, query and headers, without pseudo-headers", async () => {
    const handler = createRunHandler(async (request) => {
      const names = [...request.headerNames()].sort();
      const values = ["host", ":path", ":authority", "x-a", "cookie", "constructor"].map(
        (name) => request.header(name) ?? null,
      );
      return ok(JSON.stringify([request.path, request.query, names, values]));
    });
    await using server = await listen(handler);
    using client = new Client(server);
    const authority = `127.0.0.1:${server.port}`;
    const sent = { ":path": "/a%20b?c=%2F&d", "x-a": ["1", "2"], cookie: ["e=1", "f=2"] };
    const { body } = await client.call(sent);
    expect(JSON.parse(body)).toEqual([
      "/a%20b",
      "c=%2F&d",
      ["cookie", "host", "x-a"],
      [authority, null, null, "1, 2", "e=1; f=2", null],
    ]);
  });

  test.each([
    [{ ":authority": "a" }, "a"],
    [{ ":authority": "a", host: "b" }, "a"],
    [{ host: "b" }, "b"],
  ])("with the headers %j has the host %s", async (headers: Record<string, string>, host) => {
    const handler = createRunHandler(async (request) =>
      ok(JSON.stringify([request.header("host"), [...request.headerNames()]])),
    );
    await using server = await listen(handler);
    using connection = await RawHttp2Connection.open(server.port);
    connection.sendHeaders(1, headers, true);
    await expect.poll(() => connection.list(1)).toContain("DATA END");
    expect(JSON.parse(connection.readData(1))).toEqual([host, ["host"]]);
  });

  test("can have trailers, which are ignored", async () => {
    const handler = createRunHandler(async (request) =>
      ok(`${Buffer.from(request.body)} ${request.header("x-a")}`),
    );
    await using server = await listen(handler);
    using client = new Client(server);
    const stream = client.session.request({ ":method": "POST", trailer: "x-a" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "x-a": "late" }));
    stream.end("body");
    expect(await readResponse(stream)).toMatchObject({ body: "body undefined" });
  });

  test("is what hooks get", async () => {
    const seen: unknown[] = [];
    const handler = createGreeterHandler<undefined>(greetPolitely, {
      authenticate: (request) => void seen.push(getHttp2ServerRequest(request)?.url),
      onEnd: (end) => void seen.push(getHttp2ServerRequest(end)?.httpVersion, getIncomingMessage(end)),
    });
    await using server = await listen(handler);
    using client = new Client(server);
    await client.call(greeting);
    expect(seen).toEqual(["/greetings/Ada", "2.0", undefined]);
    expect(getHttp2ServerRequest({})).toBeUndefined();
  });

  test("has the client's address, and behind a trusted proxy that of its header", async () => {
    const handler: Handler = async ({ peer }) => ok(String(peer?.address));
    await using server = await listen(handler, {}, { trustedProxies: ["127.0.0.1"] });
    using client = new Client(server);
    expect(await client.call({})).toMatchObject({ body: "127.0.0.1" });
    expect(await client.call({ "x-forwarded-for": "192.0.2.1" })).toMatchObject({ body: "192.0.2.1" });
  });

  test("is limited in size, and the client gets the response while it sends", async () => {
    await using server = await listen(createGreeterHandler(greetPolitely));
    for (const headers of [greeting, { ...greeting, "content-length": 5 * mebibyte }]) {
      // The client of Node.js keeps what it can't send any more in memory, and refuses another stream.
      using client = new Client(server);
      const response = await client.call(headers, new Uint8Array(5 * mebibyte));
      expect(response).toMatchObject({ status: 413 });
      expect(JSON.parse(response.body)).toEqual({ message: "The body is larger than 262144 bytes." });
      expect(await client.call(greeting, "{}")).toMatchObject({ status: 200 });
    }
  });

  test("that is too slow gets 408, and its connection stays open", async () => {
    await using server = await listen(createGreeterHandler(greetPolitely, { bodyTimeoutMs: 50 }));
    using client = new Client(server);
    const stream = client.open(greeting);
    stream.write("{");
    const response = await readResponse(stream);
    expect(response).toMatchObject({ status: 408 });
    expect(response.headers).not.toHaveProperty("connection");
    expect(await client.call(greeting, "{}")).toMatchObject({ status: 200 });
  });
});

describe("a stream whose body isn't read to its end", () => {
  test.each([
    ["isn't read", "/nowhere", ""],
    ["is too large", "/greetings/Ada", "x".repeat(1_000)],
  ])("because it %s is closed with NO_ERROR after the response", async (_, path, body) => {
    await using server = await listen(createGreeterHandler(greetPolitely, { maxBodyBytes: 10 }));
    using connection = await RawHttp2Connection.open(server.port);
    connection.sendHeaders(1, { ...greeting, ":path": path });
    connection.sendData(1, body);
    await expect.poll(() => connection.list(1)).toContain("RST_STREAM 0");
    expect(connection.list(1).at(-2)).toBe("DATA END");
    expect(JSON.parse(connection.readData(1))).toHaveProperty("message");
  });

  test("is looked at less and less often while its client doesn't read the response", async () => {
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    await using server = await listen(createGreeterHandler(greetPolitely));
    using connection = await RawHttp2Connection.open(server.port);
    connection.setInitialWindow(0);
    connection.sendHeaders(1, { ...greeting, ":path": "/nowhere" });
    const delays = () => setTimer.mock.calls.map(([, delayMs]) => delayMs);
    await expect.poll(delays).toEqual(expect.arrayContaining([10, 20, 40, 80, 160]));
    setTimer.mockRestore();
    expect(connection.list(1)).toEqual(["HEADERS"]);
    connection.updateWindow(1, 1_000);
    await expect.poll(() => connection.list(1)).toContain("RST_STREAM 0");
    expect(JSON.parse(connection.readData(1))).toHaveProperty("message");
  });

  test("isn't reset if the client has sent everything", async () => {
    await using server = await listen(createRunHandler(async () => ok("done"), {}, { streamsInput: true }));
    using connection = await RawHttp2Connection.open(server.port);
    connection.sendHeaders(1, { host: "a" });
    connection.sendData(1, "x", true);
    await expect.poll(() => connection.list(1)).toContain("DATA END");
    connection.sendHeaders(3, { host: "a" }, true);
    await expect.poll(() => connection.list(3)).toContain("DATA END");
    expect(connection.list(1).join()).not.toMatch(/RST_STREAM [^0]/);
  });
});

describe("a client that resets its stream", () => {
  test.each([
    ["CANCEL", 8],
    ["NO_ERROR", 0],
  ])("with %s within its body causes no error, and the implementation isn't called", async (_, code) => {
    const onError = vi.fn();
    const ended = vi.fn();
    const handler = createGreeterHandler(() => expect.unreachable("the body is incomplete"), { onError });
    await using server = await listen((request) => handler(request).finally(ended));
    using connection = await RawHttp2Connection.open(server.port);
    connection.sendHeaders(1, greeting);
    connection.sendData(1, "{}");
    await wait(50);
    connection.resetStream(1, code);
    await expect.poll(() => ended).toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test.each([
    ["CANCEL", 8],
    ["NO_ERROR", 0],
  ])("with %s within a streamed body fails its reader", async (_, code) => {
    const failed = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    const handler = createRunHandler(
      async ({ stream }) => {
        try {
          for await (const _piece of stream) begun.resolve();
          failed.resolve("complete");
        } catch (error) {
          failed.resolve(error);
        }
        return ok("");
      },
      {},
      { streamsInput: true },
    );
    await using server = await listen(handler);
    using connection = await RawHttp2Connection.open(server.port);
    connection.sendHeaders(1, { host: "a" });
    connection.sendData(1, "x");
    await begun.promise;
    connection.resetStream(1, code);
    expect(await failed.promise).toMatchObject({ name: "RequestAbortedException" });
  });

  test("aborts the signal of its call, and the other streams go on", async () => {
    const started = Promise.withResolvers<AbortSignal>();
    const handler = createGreeterHandler(async (input, call) => {
      if (input.name === "Eve") {
        started.resolve(call.signal);
        await once(call.signal, "abort");
      }
      return greetPolitely(input, call);
    });
    await using server = await listen(handler);
    using client = new Client(server);
    const stream = client.open({ ...greeting, ":path": "/greetings/Eve" });
    stream.on("error", () => {});
    stream.end("{}");
    const signal = await started.promise;
    expect(signal.aborted).toBe(false);
    stream.close(8);
    await expect.poll(() => signal.aborted).toBe(true);
    expect(await client.call(greeting, "{}")).toMatchObject({ status: 200 });
  });

  test("doesn't abort the signal of an answered call", async () => {
    const signals: AbortSignal[] = [];
    const handler = createRunHandler(async (request) => {
      signals.push(request.signal);
      return ok("");
    });
    await using server = await listen(handler);
    using client = new Client(server);
    await client.call({});
    client.session.close();
    await expect.poll(() => server.countConnections()).toBe(0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test("again and again ends its connection, not the server", async () => {
    await using server = await listen(createGreeterHandler(greetPolitely));
    using connection = await RawHttp2Connection.open(server.port);
    for (let stream = 1; stream < 6_000; stream += 2) {
      connection.sendHeaders(stream, greeting);
      connection.resetStream(stream);
    }
    await connection.waitForEnd();
    using client = new Client(server);
    expect(await client.call(greeting, "{}")).toMatchObject({ status: 200 });
  });
});

test("a client that goes away gets the responses to its streams", async () => {
  const release = Promise.withResolvers<void>();
  const started = vi.fn();
  const handler = createGreeterHandler(async () => {
    started();
    await release.promise;
    return "done";
  });
  await using server = await listen(handler);
  using connection = await RawHttp2Connection.open(server.port);
  connection.sendHeaders(1, greeting, true);
  await expect.poll(() => started).toHaveBeenCalled();
  connection.goAway();
  await wait(50);
  release.resolve();
  await connection.waitForEnd();
  expect(connection.readData(1)).toBe('{"text":"done"}');
});

test("the server's timeout closes a connection whose client doesn't read its response", async () => {
  const http2 = createServer(createNodeListener(async () => ok("unread")));
  http2.setTimeout(100);
  await using server = await listenOnLoopback(http2);
  using connection = await RawHttp2Connection.open(server.port);
  connection.setInitialWindow(0);
  connection.sendHeaders(1, { host: "a" }, true);
  await connection.waitForEnd();
  expect(connection.list(1)).toEqual(["HEADERS"]);
});

test("100 concurrent streams of a connection get their own responses", async () => {
  const running = new Set<string>();
  let most = 0;
  const handler = createGreeterHandler(async ({ name }) => {
    running.add(name);
    most = Math.max(most, running.size);
    await wait(20);
    running.delete(name);
    return name;
  });
  await using server = await listen(handler, { settings: { maxConcurrentStreams: 100 } });
  using client = new Client(server);
  await once(client.session, "remoteSettings");
  const names = Array.from({ length: 100 }, (_, index) => `caller-${index}`);
  const responses = await Promise.all(
    names.map((name) => client.call({ ...greeting, ":path": `/greetings/${name}` }, "{}")),
  );
  expect(responses.map(({ body }) => JSON.parse(body).text)).toEqual(names);
  expect(most, "maxPipelinedRequests is not for HTTP/2").toBeGreaterThan(32);
});

describe("a response over HTTP/2", () => {
  test.each<[string, HttpResponse["body"], string | undefined]>([
    ["text", "é", "2"],
    ["no text", "", "0"],
    ["bytes", Buffer.from("xABCx").subarray(1, 4), "3"],
    ["pieces", streamPieces("a", "b", "", "c"), undefined],
    ["no pieces", streamPieces(), undefined],
  ])("of %s has the right length, and no headers of HTTP/1.1", async (_, body, length) => {
    await using server = await listen(async () => ({ status: 200, headers: { "x-a": "\u00e9" }, body }));
    using client = new Client(server);
    const { headers } = await client.call({});
    expect(headers["content-length"]).toBe(length);
    expect(headers).toMatchObject({ "x-a": "\u00e9" });
    expect(headers).not.toHaveProperty("connection");
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  test.each([204, 304])("with status %i has no body", async (status) => {
    const bodies = ["text", streamForever(() => {})];
    await using server = await listen(async () => ({ status, headers: {}, body: bodies.pop() ?? "" }));
    using client = new Client(server);
    for (let count = 0; count < 2; count += 1) {
      const response = await client.call({});
      expect(response).toMatchObject({ status, body: "" });
      expect(response.headers).not.toHaveProperty("content-length");
    }
  });

  test("to HEAD has no body, but its content-length", async () => {
    const bodies = ["text", streamPieces("a")];
    await using server = await listen(async () => ok(bodies.pop() ?? ""));
    using client = new Client(server);
    expect((await client.call({ ":method": "HEAD" })).headers).not.toHaveProperty("content-length");
    const head = await client.call({ ":method": "HEAD" });
    expect(head).toMatchObject({ headers: { "content-length": "4" }, body: "" });
  });

  test("begins while the request is arriving", async () => {
    const handler = createRunHandler(async ({ stream }) => ok(stream), {}, { streamsInput: true });
    await using server = await listen(handler);
    using client = new Client(server);
    const stream = client.open({});
    const responded = once(stream, "response");
    stream.setEncoding("utf8");
    for (const piece of ["a", "b", "c"]) {
      stream.write(piece);
      await responded;
      const [received] = await once(stream, "data");
      expect(received).toBe(piece);
    }
    stream.end();
    expect(await text(stream)).toBe("");
  });

  test("waits for its reader, and closes its source when the stream is reset", async () => {
    let sent = 0;
    const ended = vi.fn();
    async function* produce(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          sent += 100_000;
          yield new Uint8Array(100_000);
        }
      } finally {
        ended();
      }
    }
    const onError = vi.fn();
    await using server = await listen(createRunHandler(async () => ok(produce()), { onError }));
    using connection = await RawHttp2Connection.open(server.port);
    // The raw client never enlarges its window of 65,535 bytes.
    connection.sendHeaders(1, { host: "a" }, true);
    await expect.poll(() => connection.readData(1).length).toBe(65_535);
    expect(sent).toBeLessThan(1_000_000);
    connection.resetStream(1);
    await expect.poll(() => ended).toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("that fails resets its stream, and the connection stays open", async () => {
    const onError = vi.fn();
    const failure = new Error("canary");
    const bodies: HttpResponse["body"][] = ["fine", failAfterByte(failure)];
    await using server = await listen(createRunHandler(async () => ok(bodies.pop() ?? ""), { onError }));
    using client = new Client(server);
    await expect(client.call({})).rejects.toThrow("NGHTTP2_INTERNAL_ERROR");
    expect(onError.mock.calls).toMatchObject([[failure, { operation: "Run" }]]);
    expect(await client.call({})).toMatchObject({ body: "fine" });
  });

  test.each([
    ["rejects", () => Promise.reject(new Error("canary"))],
    ["throws", () => fail("canary")],
    ["returns what HTTP can't carry", async () => ({ status: 200, headers: { "x-a": "b\r\nc" }, body: "" })],
  ])("is a 500 if the handler %s", async (_, handler: () => Promise<HttpResponse>) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    await using server = await listen(handler);
    using client = new Client(server);
    expect(await client.call({})).toMatchObject({ status: 500, body: "" });
    expect(written).toHaveBeenCalledOnce();
    written.mockRestore();
  });
});

test("a body waits for its reader", async () => {
  const release = Promise.withResolvers<void>();
  const handler = createRunHandler(
    async ({ stream }) => {
      await release.promise;
      return ok(String((await collect(stream)).length));
    },
    {},
    { streamsInput: true },
  );
  await using server = await listen(handler);
  using client = new Client(server);
  const stream = client.open({});
  const length = 10 * mebibyte;
  stream.end(new Uint8Array(length));
  await wait(200);
  expect(stream.writableFinished).toBe(false);
  release.resolve();
  expect(await readResponse(stream)).toMatchObject({ body: String(length) });
});

test("limitConnections closes idle connections, not those with a stream at work", async () => {
  const release = Promise.withResolvers<void>();
  const started = vi.fn();
  const handler = createGreeterHandler(async () => {
    started();
    await release.promise;
    return "done";
  });
  const closed: string[] = [];
  const server = createServer(createNodeListener(handler));
  limitConnections(server, { maxConnections: 2, onClose: (_, limit) => closed.push(limit) });
  await using listening = await listenOnLoopback(server);
  using busy = new Client(listening);
  const response = busy.call(greeting, "{}");
  await expect.poll(() => started).toHaveBeenCalled();
  using idle = new Client(listening);
  await once(idle.session, "remoteSettings");
  using newest = new Client(listening);
  await once(idle.session, "close");
  release.resolve();
  expect(await response).toMatchObject({ body: '{"text":"done"}' });
  expect(await newest.call(greeting, "{}")).toMatchObject({ status: 200 });
  expect(closed).toEqual(["maxConnections"]);
});

test("limitConnections closes a connection whose streams are all incomplete", async () => {
  const handler = createGreeterHandler(greetPolitely);
  const started = vi.fn(handler);
  const server = createServer(createNodeListener(started));
  limitConnections(server, { maxConnections: 1 });
  await using listening = await listenOnLoopback(server);
  using slow = await RawHttp2Connection.open(listening.port);
  slow.sendHeaders(1, greeting);
  slow.sendHeaders(3, greeting);
  await expect.poll(() => started).toHaveBeenCalledTimes(2);
  using newest = new Client(listening);
  expect(await newest.call(greeting, "{}")).toMatchObject({ status: 200 });
  await slow.waitForEnd();
});

describe("a TLS server with HTTP/2 and HTTP/1.1", () => {
  const own = createSelfSignedCertificate("server");
  const caller = createCertificate("caller", own);

  async function listenWithTls(handler: Handler, options: SecureServerOptions = {}): Promise<LoopbackServer> {
    const identity = { key: own.privateKey, cert: own.certificate, allowHTTP1: true };
    return listenOnLoopback(createSecureServer({ ...identity, ...options }, createNodeListener(handler)));
  }

  test("answers both", async () => {
    await using server = await listenWithTls(createGreeterHandler(greetPolitely));
    const session = connect(`https://127.0.0.1:${server.port}`, { ca: own.certificate });
    const stream = session.request({ ":method": "POST", ...greeting });
    stream.end("{}");
    expect(await readResponse(stream)).toMatchObject({ status: 200, body: '{"text":"Hello, Ada"}' });
    session.destroy();

    const outgoing = requestHttps({
      host: "127.0.0.1",
      port: server.port,
      path: "/greetings/Ada",
      method: "POST",
      headers: { "content-type": "application/json" },
      ca: own.certificate,
      agent: false,
    });
    outgoing.end("{}");
    const [incoming] = await once(outgoing, "response");
    expect([incoming.httpVersion, await text(incoming)]).toEqual(["1.1", '{"text":"Hello, Ada"}']);
  });

  test("knows the certificate of a client", async () => {
    const peers: (Peer | undefined)[] = [];
    const handler: Handler = async ({ peer }) => {
      peers.push(peer);
      return ok("");
    };
    await using server = await listenWithTls(handler, { requestCert: true, ca: own.certificate });
    const session = connect(`https://127.0.0.1:${server.port}`, {
      ca: own.certificate,
      key: caller.privateKey,
      cert: caller.certificate,
    });
    for (let count = 0; count < 2; count += 1) {
      await readResponse(session.request({ ":path": "/" }));
    }
    session.destroy();
    expect(peers[0]?.address).toBe("127.0.0.1");
    expect(Buffer.from(peers[0]?.certificate ?? []).toString("base64")).toBe(
      caller.certificate.replaceAll(/-----.*-----|\s/g, ""),
    );
    expect(peers[1]).toBe(peers[0]);
  });
});
