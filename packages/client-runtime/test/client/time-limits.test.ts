import { getEventListeners } from "node:events";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { describe, expect, test, vi } from "vitest";
import { outputStream } from "../../src/bindings/output-stream.ts";
import { createClient } from "../../src/client/client.ts";
import type { Operation } from "../../src/client/operation.ts";
import type { ReceivedResponse } from "../../src/http/response.ts";
import { createGreetingClient, greetingService } from "../greeting-service.ts";
import { platforms } from "../platforms.ts";
import { greeting, startScriptedServer } from "../scripted-server.ts";

stopClock();

/** Does nothing: the request gets no answer. */
const silent = () => {};

/** An operation with a stream as its output. */
const download: Operation<object, { content: AsyncIterable<Uint8Array> }> = {
  method: "GET",
  write: () => ({ path: "/" }),
  read: ({ stream }: ReceivedResponse) => ({ content: stream as AsyncIterable<Uint8Array> }),
  errors: {},
  outputStream,
};

describe.each(platforms)("the time limits with the platform %s", (name, platform) => {
  function expectNoTimers() {
    // The fetch of Node.js has its own timers.
    expect(name === "fetch" ? 0 : vi.getTimerCount()).toBe(0);
  }

  test("end a try, and then try again", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await startScriptedServer((_request, response) => {
      response.once("close", () => closed.resolve());
    }, greeting);
    using client = createGreetingClient(platform, { endpoint: server.url, tryTimeoutMs: 500 });
    const calling = client.greet();
    await expectSoon(() => server.requests.length).toBe(1);
    await vi.advanceTimersByTimeAsync(500);
    await closed.promise;
    await vi.runOnlyPendingTimersAsync();
    await expectSoon(() => server.requests.length).toBe(2);
    expect((await calling).$metadata.attempts).toBe(2);
    expectNoTimers();
  });

  test("end a try whose response isn't complete", async () => {
    await using server = await startScriptedServer((_request, response) => {
      response.writeHead(200).write("{");
    });
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      tryTimeoutMs: 500,
      maxAttempts: 1,
    });
    const calling = client.greet();
    await expectSoon(() => server.requests.length).toBe(1);
    await expect(endAfter(500, calling)).rejects.toMatchObject({
      code: "timeout",
      step: "try",
      message: "The try took longer than 500 ms.",
      attempts: 1,
    });
  });

  test("end a call with its tries", async () => {
    await using server = await startScriptedServer({ status: 503 }, silent);
    const pause = vi.fn(() => 1_000);
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      timeoutMs: 5_000,
      retryDelay: pause,
    });
    const calling = client.greet();
    calling.catch(() => {});
    await expectSoon(() => server.requests.length).toBe(1);
    await expectSoon(() => pause.mock.calls.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    await expectSoon(() => server.requests.length).toBe(2);
    await vi.advanceTimersByTimeAsync(4_000);
    await expect(calling).rejects.toMatchObject({ code: "timeout", step: "call", attempts: 2 });
    expectNoTimers();
  });

  test.each([
    ["headers", { headers: () => new Promise<never>(() => {}) }, 0],
    ["credentials", { credentials: () => new Promise<never>(() => {}) }, 0],
  ])("end a call that waits for %s", async (_what, options, attempts) => {
    using client = createGreetingClient(platform, {
      endpoint: "http://127.0.0.1:1",
      timeoutMs: 100,
      ...options,
    });
    const calling = client.greet();
    await expect(endAfter(100, calling)).rejects.toMatchObject({ code: "timeout", attempts });
  });

  test.each([
    ["before it starts", true],
    ["while it waits for an answer", false],
  ])("an abort %s throws the signal's reason", async (_when, isEarly) => {
    const controller = new AbortController();
    const reason = { why: "because" };
    const closed = Promise.withResolvers<void>();
    await using server = await startScriptedServer((_request, response) => {
      response.once("close", () => closed.resolve());
      controller.abort(reason);
    });
    using client = createGreetingClient(platform, { endpoint: server.url });
    if (isEarly) {
      controller.abort(reason);
      closed.resolve();
    }
    await expect(client.greet("Ada", { signal: controller.signal })).rejects.toBe(reason);
    await closed.promise;
    expect(server.requests).toHaveLength(isEarly ? 0 : 1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("a call leaves no listeners on its signal", async () => {
    await using server = await startScriptedServer(greeting);
    using client = createGreetingClient(platform, { endpoint: server.url });
    const { signal } = new AbortController();
    await client.greet("Ada", { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expectNoTimers();
  });

  test("a streamed output has no time limit, but ends with the caller's signal", async () => {
    await using server = await startScriptedServer((_request, response) => sendEndlessly(response));
    const options = { endpoint: server.url, credentials: null, tryTimeoutMs: 500, timeoutMs: 500 };
    const client = createClient(greetingService, options, platform);
    const controller = new AbortController();
    const { content } = await client.call(download, {}, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(1_000);
    let count = 0;
    async function read() {
      for await (const piece of content) {
        expect(piece.length).toBeGreaterThan(0);
        if (++count === 3) {
          controller.abort("enough");
        }
      }
    }
    await expect(read()).rejects.toBe("enough");
    expect(count).toBeGreaterThanOrEqual(3);
    client.close();
  });
});
