import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { RawHttp2Connection } from "@eks-auth/test-kit/raw-http2-connection";
import { describe, expect, test, vi } from "vitest";
import { createGreeterHandler, createRunHandler, greetPolitely, ok } from "../test-services.ts";
import { Client, greeting, listen } from "./http2-client.ts";

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
