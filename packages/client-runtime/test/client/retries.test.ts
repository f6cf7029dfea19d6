import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../src/client/client.ts";
import { platform } from "../../src/platform/node.ts";
import type { FailedTry } from "../../src/retry/failed-try.ts";
import { createGreetingClient, greet, greetingService, NoSuchNameException } from "../greeting-service.ts";
import { type Answer, greeting, startScriptedServer } from "../scripted-server.ts";

const unavailable: Answer = { status: 503, body: {} };
const throttled: Answer = { status: 429, body: {} };

describe("a call is tried again", () => {
  test.each([
    ["the status 500", { status: 500 }],
    ["the status 502 of a proxy", { status: 502, body: "<html>" }],
    ["the status 503", { status: 503 }],
    ["the status 504", { status: 504 }],
    ["the status 429", { status: 429 }],
    ["a throttling error", { status: 400, body: { code: "ThrottlingException" } }],
    ["a timeout of the service", { status: 400, body: { code: "RequestTimeout" } }],
  ])("after %s", async (_what, failure) => {
    await using server = await startScriptedServer(failure, failure, greeting);
    using client = createGreetingClient(platform, { endpoint: server.url });
    expect(await client.greet()).toMatchObject({ greeting: "Hello", $metadata: { attempts: 3 } });
    expect(server.requests.map(({ body }) => body)).toEqual(Array(3).fill('{"name":"Ada"}'));
  });

  test("after a lost connection", async () => {
    await using server = await startScriptedServer((request) => request.socket.resetAndDestroy(), greeting);
    using client = createGreetingClient(platform, { endpoint: server.url });
    expect(await client.greet()).toMatchObject({ $metadata: { attempts: 2 } });
  });

  test("after a response that isn't complete", async () => {
    await using server = await startScriptedServer((request, response) => {
      response.writeHead(200, { "content-length": 9 }).write("{", () => request.socket.destroy());
    }, greeting);
    using client = createGreetingClient(platform, { endpoint: server.url });
    expect(await client.greet()).toMatchObject({ $metadata: { attempts: 2 } });
  });

  test("as often as maxAttempts allows", async () => {
    await using server = await startScriptedServer(unavailable);
    using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 5 });
    await expect(client.greet()).rejects.toMatchObject({ name: "UnknownError", status: 503, attempts: 5 });
    expect(server.requests).toHaveLength(5);
  });
});

test("tries use the same connection, whose responses were read to their end", async () => {
  const sockets = new Set<unknown>();
  await using server = await listenOnLoopback((request, response) => {
    sockets.add(request.socket);
    response.writeHead(503).end(JSON.stringify({ message: "down" }));
  });
  using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 5 });
  await expect(client.greet()).rejects.toMatchObject({ message: "down", attempts: 5 });
  await expect(client.greet()).rejects.toMatchObject({ message: "down", attempts: 5 });
  expect(sockets.size).toBe(1);
});

describe("a call is not tried again", () => {
  test.each([
    ["an error of the caller", { status: 400, body: { code: "ValidationException" } }],
    ["the status 501", { status: 501 }],
    [
      "a name that only contains that of a throttling error",
      { status: 400, body: { code: "ResourceLimitExceeded" } },
    ],
    ["an invalid response", { status: 200, body: "null" }],
  ])("after %s", async (_what, failure) => {
    await using server = await startScriptedServer(failure);
    using client = createGreetingClient(platform, { endpoint: server.url });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test("if its body is a stream", async () => {
    await using server = await startScriptedServer(unavailable);
    async function* body() {
      yield Buffer.from("x");
    }
    const options = { endpoint: server.url, credentials: null };
    const client = createClient(greetingService, options, platform);
    const upload = { ...greet, write: () => ({ path: "/", body: body() }) };
    await expect(client.call(upload, { name: "" })).rejects.toMatchObject({ attempts: 1 });
    client.close();
  });
});

describe("the quota of a client", () => {
  test("allows 35 retries of a service that is down, for all its calls", async () => {
    await using server = await startScriptedServer(unavailable);
    using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 30 });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 30 });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 7 });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 1 });
  });

  test("allows 100 retries of a service that throttles", async () => {
    await using server = await startScriptedServer(throttled);
    using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 1_000 });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 101 });
  });

  test("gets back what a retry took that succeeds, and 1 from other calls", async () => {
    const calls = Array<Answer[]>(40).fill([unavailable, greeting]).flat();
    await using server = await startScriptedServer(
      ...calls,
      ...Array<Answer>(10).fill(greeting),
      unavailable,
    );
    using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 1_000 });
    for (let count = 0; count < 40; count++) {
      expect(await client.greet()).toMatchObject({ $metadata: { attempts: 2 } });
    }
    for (let count = 0; count < 10; count++) {
      await client.greet();
    }
    await expect(client.greet()).rejects.toMatchObject({ attempts: 36 });
  });

  test("is refilled by calls that succeed", async () => {
    const down = Array<Answer>(36).fill(unavailable);
    await using server = await startScriptedServer(...down, ...Array<Answer>(4).fill(greeting), unavailable);
    using client = createGreetingClient(platform, { endpoint: server.url, maxAttempts: 1_000 });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 36 });
    // 10 are left, and a retry costs 14.
    for (let count = 0; count < 4; count++) {
      await client.greet();
    }
    await expect(client.greet()).rejects.toMatchObject({ attempts: 2 });
  });
});

describe("retryDelay", () => {
  test("is told about each failed try but the last, and replaces the pause", async () => {
    await using server = await startScriptedServer(unavailable, throttled, unavailable);
    const failures: FailedTry[] = [];
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      retryDelay: (failed) => {
        failures.push(failed);
        return 0;
      },
    });
    await expect(client.greet()).rejects.toMatchObject({ status: 503, attempts: 3 });
    expect(failures).toMatchObject([
      { attempts: 1, error: { status: 503 }, delayMs: expect.toSatisfy((ms) => ms >= 0 && ms < 50) },
      { attempts: 2, error: { status: 429 }, delayMs: expect.toSatisfy((ms) => ms >= 0 && ms < 2_000) },
    ]);
  });

  test("can end a call", async () => {
    await using server = await startScriptedServer(unavailable);
    using client = createGreetingClient(platform, { endpoint: server.url, retryDelay: () => undefined });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 1 });
  });

  test("can repeat a call that would not be tried again", async () => {
    await using server = await startScriptedServer({ status: 404 }, greeting);
    const retryDelay = vi.fn(() => 0);
    using client = createGreetingClient(platform, { endpoint: server.url, retryDelay });
    expect(await client.greet()).toMatchObject({ $metadata: { attempts: 2 } });
    expect(retryDelay).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ delayMs: undefined }));
  });
});

test("an error with the trait retryable is tried again", async () => {
  class BusyException extends NoSuchNameException {
    override retryable = "throttling" as const;
  }
  const failure = { status: 400, body: { code: "BusyException" } };
  await using server = await startScriptedServer(failure, greeting);
  const options = { endpoint: server.url, credentials: null, retryDelay: vi.fn(() => 0) };
  const client = createClient(greetingService, options, platform);
  const output = await client.call({ ...greet, errors: { BusyException } }, { name: "" });
  expect(output.$metadata.attempts).toBe(2);
  expect(options.retryDelay).toHaveBeenCalledWith(expect.objectContaining({ delayMs: expect.any(Number) }));
  client.close();
});

describe("the clock", () => {
  /** A server whose clock differs, and that refuses signatures of another time. */
  async function startServer(aheadMs: number, headers: Record<string, string> = {}) {
    const dates: number[] = [];
    const server = await listenOnLoopback((request, response) => {
      const text = String(request.headers["x-amz-date"]);
      const date = Date.parse(text.replace(/^(....)(..)(..T..)(..)(..)Z$/, "$1-$2-$3:$4:$5Z"));
      const now = Date.now() + aheadMs;
      dates.push(date);
      const isAccepted = Math.abs(date - now) < 300_000;
      response.writeHead(isAccepted ? 200 : 403, { date: new Date(now).toUTCString(), ...headers });
      response.end(JSON.stringify(isAccepted ? { greeting: "Hello" } : { code: "RequestExpired" }));
    });
    return { ...server, dates };
  }
  const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };

  test.each([3_600_000, -3_600_000])("is corrected by %d ms, once", async (aheadMs) => {
    await using server = await startServer(aheadMs);
    using client = createGreetingClient(platform, { endpoint: server.url, credentials });
    expect((await client.greet()).$metadata.attempts).toBe(2);
    expect((await client.greet()).$metadata.attempts).toBe(1);
    expect(Math.abs(Number(server.dates.at(-1)) - Date.now() - aheadMs)).toBeLessThan(30_000);
  });

  test("isn't corrected by an old response of a cache", async () => {
    await using server = await startServer(3_600_000, { age: "3600" });
    using client = createGreetingClient(platform, { endpoint: server.url, credentials });
    await expect(client.greet()).rejects.toMatchObject({ name: "RequestExpired", attempts: 1 });
  });

  test("isn't corrected by a small difference", async () => {
    await using server = await startScriptedServer((_request, response) => {
      const date = new Date(Date.now() + 200_000).toUTCString();
      response.writeHead(403, { date }).end();
    });
    using client = createGreetingClient(platform, { endpoint: server.url, credentials });
    await expect(client.greet()).rejects.toMatchObject({ attempts: 1 });
  });
});

describe("the pause", () => {
  stopClock();

  test("is as long as planned", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.9);
    await using server = await startScriptedServer(throttled, greeting);
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      retryDelay: undefined,
      tryTimeoutMs: 0,
    });
    const calling = client.greet();
    await expectSoon(() => server.requests.length).toBe(1);
    await expectSoon(() => vi.getTimerCount()).toBe(1);
    expect((await endAfter(900, calling)).$metadata.attempts).toBe(2);
    vi.mocked(Math.random).mockRestore();
  });

  test("ends if the call is aborted, and leaves no timer", async () => {
    await using server = await startScriptedServer(unavailable);
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      retryDelay: () => 60_000,
      tryTimeoutMs: 0,
    });
    const controller = new AbortController();
    const calling = client.greet("Ada", { signal: controller.signal });
    calling.catch(() => {});
    await expectSoon(() => server.requests.length).toBe(1);
    await expectSoon(() => vi.getTimerCount()).toBe(1);
    controller.abort("enough");
    await expect(calling).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
    expect(server.requests).toHaveLength(1);
  });
});
