import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { HandlerOptions } from "../../src/handler/options.ts";
import type { HttpResponse } from "../../src/http/response.ts";
import { RawConnection } from "../raw-connection.ts";
import { type TestRequest, TestServer } from "../test-server.ts";
import { createRunHandler } from "../test-services.ts";

/** An answer with this text. */
function answer(body: string): HttpResponse {
  return { status: 200, headers: {}, body };
}

/** A promise that nothing settles. */
function never(): Promise<never> {
  return new Promise(() => {});
}

/** Takes a path of its own, so that a test can tell one request from another. */
const stuck: TestRequest = { path: "/stuck" };

describe("a limit", () => {
  const positive: (keyof HandlerOptions)[] = [
    "maxJsonDepth",
    "bodyTimeoutMs",
    "operationTimeoutMs",
    "maxConcurrentRequests",
  ];
  test.each([
    ...(["maxBodyBytes", "maxStreamedBodyBytes", ...positive] as const).flatMap((name) =>
      [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((value) => [name, value] as const),
    ),
    ...positive.map((name) => [name, 0] as const),
    ["bodyTimeoutMs", 2 ** 31] as const,
    ["operationTimeoutMs", 2 ** 31] as const,
  ])("%s can't be %s", (name, value) => {
    expect(() => createRunHandler(async () => answer(""), { [name]: value })).toThrow(
      new RegExp(`^The option ${name} must be a whole number from [01] to \\d+$`),
    );
  });

  test("of a wrong type is refused", () => {
    const options = { maxBodyBytes: "10" } as unknown as HandlerOptions;
    expect(() => createRunHandler(async () => answer(""), options)).toThrow(TypeError);
  });

  test("of 0 bytes takes requests without a body", async () => {
    await using server = await TestServer.start(
      createRunHandler(async () => answer("done"), { maxBodyBytes: 0 }),
    );
    expect(await server.call({ body: "" })).toMatchObject({ status: 200, body: "done" });
    expect(await server.call({ body: "x" })).toMatchObject({ status: 413 });
  });
});

test.each([
  [{}, 128],
  [{ maxJsonDepth: 3 }, 3],
])("the operation is told how deep JSON may nest: %j", async (options, depth) => {
  const handler = createRunHandler(async ({ maxJsonDepth }) => answer(String(maxJsonDepth)), options);
  await using server = await TestServer.start(handler);
  expect(await server.call()).toMatchObject({ status: 200, body: String(depth) });
});

describe("a body that is slow", () => {
  test("is answered with 408, and the operation isn't called", async () => {
    const invoke = vi.fn(async () => answer("done"));
    await using server = await TestServer.start(createRunHandler(invoke, { bodyTimeoutMs: 50 }));
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
    await expect.poll(() => connection.received).toContain("The body took too long to arrive.");
    expect(connection.received).toMatch(/^HTTP\/1\.1 408 /);
    expect(connection.received).toMatch(/x-amzn-errortype: RequestTimeoutException\r\n/);
    expect(invoke).not.toHaveBeenCalled();

    await connection.write("xx");
    await expect.poll(async () => (await server.call({ body: "" })).status).toBe(200);
    expect(invoke).toHaveBeenCalledOnce();
  });

  test("costs the requests beside it nothing", async () => {
    const handler = createRunHandler(async () => answer("done"), { bodyTimeoutMs: 200 });
    await using server = await TestServer.start(handler);
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
    for (let count = 0; count < 20; count += 1) {
      expect(await server.call()).toMatchObject({ status: 200, body: "done" });
    }
    await expect.poll(() => connection.received).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe("an operation that takes too long", () => {
  const timedOut = {
    status: 503,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ServiceUnavailableException" },
    body: '{"message":"The operation took too long."}',
  };

  test("is answered with 503, even when it never returns", async () => {
    const onError = vi.fn();
    const handler = createRunHandler(
      (request) => (request.path === "/stuck" ? never() : Promise.resolve(answer("done"))),
      {
        operationTimeoutMs: 50,
        onError,
      },
    );
    await using server = await TestServer.start(handler);
    const answers = await Promise.all([server.call(stuck), server.call(), server.call(stuck)]);
    expect(answers).toMatchObject([timedOut, { status: 200, body: "done" }, timedOut]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("may answer afterwards: what its body streams from is let go", async () => {
    const late = Promise.withResolvers<HttpResponse>();
    const handler = createRunHandler(() => late.promise, { operationTimeoutMs: 20 });
    await using server = await TestServer.start(handler);
    expect(await server.call()).toMatchObject(timedOut);
    const end = vi.fn(async () => ({ done: true as const, value: undefined }));
    const body = { [Symbol.asyncIterator]: () => ({ next: end, return: end }) };
    late.resolve({ status: 200, headers: {}, body });
    await expect.poll(() => end).toHaveBeenCalledOnce();
  });

  test("may fail afterwards: nobody hears of it", async () => {
    const onError = vi.fn();
    const rejected = vi.fn();
    process.on("unhandledRejection", rejected);
    const late = Promise.withResolvers<never>();
    const handler = createRunHandler(() => late.promise, { operationTimeoutMs: 20, onError });
    await using server = await TestServer.start(handler);
    expect(await server.call()).toMatchObject(timedOut);
    late.reject(new Error("too late"));
    await wait(10);
    process.off("unhandledRejection", rejected);
    expect(rejected).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("has its signal aborted, whether asked for before or afterwards", async () => {
    const getters: (() => AbortSignal)[] = [];
    const handler = createRunHandler(
      (request, call) => {
        const early = request.path === "/early" ? call.signal : undefined;
        getters.push(() => early ?? call.signal);
        return never();
      },
      { operationTimeoutMs: 20 },
    );
    await using server = await TestServer.start(handler);
    expect(await server.call({ path: "/early" })).toMatchObject(timedOut);
    expect(await server.call({ path: "/late" })).toMatchObject(timedOut);
    for (const getSignal of getters) {
      expect(getSignal()).toMatchObject({ aborted: true, reason: { name: "TimeoutError" } });
    }
    expect(getters).toHaveLength(2);
  });

  test("may heed its signal: the answer is the same", async () => {
    const onError = vi.fn();
    const handler = createRunHandler(
      async (_, { signal }) => {
        await wait(60_000, undefined, { signal });
        return answer("done");
      },
      { operationTimeoutMs: 20, onError },
    );
    await using server = await TestServer.start(handler);
    expect(await server.call()).toMatchObject(timedOut);
    expect(onError).not.toHaveBeenCalled();
  });

  test("isn't called any more where authentication took the time", async () => {
    const invoke = vi.fn(async () => answer("done"));
    const authenticated = Promise.withResolvers<undefined>();
    const handler = createRunHandler(invoke, {
      operationTimeoutMs: 20,
      authenticate: () => authenticated.promise,
    });
    await using server = await TestServer.start(handler);
    expect(await server.call()).toMatchObject(timedOut);
    authenticated.resolve(undefined);
    await wait(10);
    expect(invoke).not.toHaveBeenCalled();
  });
});

describe("a request beyond those that are worked on", () => {
  test("is answered with 503 before its body is read, and the next one finds room again", async () => {
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const handler = createRunHandler(
      async ({ path }) => {
        if (path === "/stuck") {
          reached.resolve();
          await release.promise;
        }
        return answer("done");
      },
      { maxConcurrentRequests: 1 },
    );
    await using server = await TestServer.start(handler);
    const first = server.call(stuck);
    await reached.promise;

    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n");
    await expect.poll(() => connection.received).toContain("The service is busy. Try again later.");
    expect(connection.received).toMatch(/^HTTP\/1\.1 503 /);
    expect(connection.received).toMatch(/x-amzn-errortype: ServiceUnavailableException\r\n/);
    expect(connection.received).toMatch(/retry-after: 1\r\n/);

    release.resolve();
    expect(await first).toMatchObject({ status: 200, body: "done" });
    expect(await server.call()).toMatchObject({ status: 200, body: "done" });
  });

  test.each([
    ["fails", () => Promise.reject(new Error("unexpected"))],
    [
      "throws at once",
      () => {
        throw new Error("unexpected");
      },
    ],
    ["never returns", never],
  ])("finds room after one that %s", async (_, invoke: () => Promise<never>) => {
    const handler = createRunHandler(invoke, {
      maxConcurrentRequests: 1,
      operationTimeoutMs: 20,
      onError() {},
    });
    await using server = await TestServer.start(handler);
    const { status } = await server.call();
    expect(await server.call()).toMatchObject({ status });
    expect((await server.call()).headers).not.toHaveProperty("retry-after");
  });
});
