import { setTimeout as wait } from "node:timers/promises";
import { RawHttp2Connection } from "@eks-auth/test-kit/raw-http2-connection";
import { describe, expect, test, vi } from "vitest";
import type { Handler } from "../../src/index.ts";
import { getHttp2ServerRequest } from "../../src/node/http2-listener.ts";
import { getIncomingMessage, trustProxies } from "../../src/node/listener.ts";
import { collect } from "../streams.ts";
import { createGreeterHandler, createRunHandler, greetPolitely, ok } from "../test-services.ts";
import { Client, greeting, listen, mebibyte, readResponse } from "./http2-client.ts";

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
    await using server = await listen(handler, {}, { trustedProxies: trustProxies(["127.0.0.1"]) });
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
