import { setTimeout as wait } from "node:timers/promises";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import type { HandlerOptions } from "../../src/handler/options.ts";
import type { HttpResponse } from "../../src/http/response.ts";
import type { TestRequest } from "../test-server.ts";
import { createRunHandler, fail, ok, startRun } from "../test-services.ts";

function never(): Promise<never> {
  return new Promise(() => {});
}

const stuck: TestRequest = { path: "/stuck" };

describe("a limit", () => {
  const positive: (keyof HandlerOptions)[] = [
    "maxJsonDepth",
    "bodyTimeoutMs",
    "operationTimeoutMs",
    "maxIncompleteBodies",
    "maxIncompleteBodiesPerAddress",
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
    expect(() => createRunHandler(async () => ok(""), { [name]: value })).toThrow(
      new RegExp(`^The option ${name} must be a whole number from [01] to \\d+$`),
    );
  });

  test("can't have a wrong type", () => {
    const options = { maxBodyBytes: "10" } as unknown as HandlerOptions;
    expect(() => createRunHandler(async () => ok(""), options)).toThrow(TypeError);
  });

  test("of 0 bytes accepts requests without a body", async () => {
    await using server = await startRun(async () => ok("done"), { maxBodyBytes: 0 });
    expect(await server.call({ body: "" })).toMatchObject({ status: 200, body: "done" });
    expect(await server.call({ body: "x" })).toMatchObject({ status: 413 });
  });
});

test.each([
  [{}, 128],
  [{ maxJsonDepth: 3 }, 3],
])("the operation gets the greatest depth of JSON: %j", async (options, depth) => {
  await using server = await startRun(async ({ maxJsonDepth }) => ok(String(maxJsonDepth)), options);
  expect(await server.call()).toMatchObject({ status: 200, body: String(depth) });
});

describe("a slow body", () => {
  test("is answered with 408, and the operation isn't called", async () => {
    const invoke = vi.fn(async () => ok("done"));
    await using server = await startRun(invoke, { bodyTimeoutMs: 50 });
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

  test("doesn't delay other requests", async () => {
    await using server = await startRun(async () => ok("done"), { bodyTimeoutMs: 1_000 });
    using connection = await RawConnection.open(server.port);
    await connection.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
    for (let count = 0; count < 5; count += 1) {
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

  test("is answered with 503, even if it never returns", async () => {
    const onError = vi.fn();
    await using server = await startRun(
      (request) => (request.path === "/stuck" ? never() : Promise.resolve(ok("done"))),
      {
        operationTimeoutMs: 50,
        onError,
      },
    );
    const responses = await Promise.all([server.call(stuck), server.call(), server.call(stuck)]);
    expect(responses).toMatchObject([timedOut, { status: 200, body: "done" }, timedOut]);
    expect(onError).not.toHaveBeenCalled();
  });

  test("can respond later: the source of the body is closed", async () => {
    const late = Promise.withResolvers<HttpResponse>();
    await using server = await startRun(() => late.promise, { operationTimeoutMs: 20 });
    expect(await server.call()).toMatchObject(timedOut);
    const end = vi.fn(async () => ({ done: true as const, value: undefined }));
    const body = { [Symbol.asyncIterator]: () => ({ next: end, return: end }) };
    late.resolve(ok(body));
    await expect.poll(() => end).toHaveBeenCalledOnce();
  });

  test("can fail later: the error is ignored", async () => {
    const onError = vi.fn();
    const rejected = vi.fn();
    process.on("unhandledRejection", rejected);
    const late = Promise.withResolvers<never>();
    await using server = await startRun(() => late.promise, { operationTimeoutMs: 20, onError });
    expect(await server.call()).toMatchObject(timedOut);
    late.reject(new Error("too late"));
    await wait(10);
    process.off("unhandledRejection", rejected);
    expect(rejected).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("has an aborted signal, even if it reads the signal later", async () => {
    const getters: (() => AbortSignal)[] = [];
    await using server = await startRun(
      (request, call) => {
        const early = request.path === "/early" ? call.signal : undefined;
        getters.push(() => early ?? call.signal);
        return never();
      },
      { operationTimeoutMs: 20 },
    );
    expect(await server.call({ path: "/early" })).toMatchObject(timedOut);
    expect(await server.call({ path: "/late" })).toMatchObject(timedOut);
    for (const getSignal of getters) {
      expect(getSignal()).toMatchObject({ aborted: true, reason: { name: "TimeoutError" } });
    }
    expect(getters).toHaveLength(2);
  });

  test("gets the same response if it stops at the signal", async () => {
    const onError = vi.fn();
    await using server = await startRun(
      async (_, { signal }) => {
        await wait(60_000, undefined, { signal });
        return ok("done");
      },
      { operationTimeoutMs: 20, onError },
    );
    expect(await server.call()).toMatchObject(timedOut);
    expect(onError).not.toHaveBeenCalled();
  });

  test("isn't called if authentication took all the time", async () => {
    const invoke = vi.fn(async () => ok("done"));
    const authenticated = Promise.withResolvers<undefined>();
    await using server = await startRun(invoke, {
      operationTimeoutMs: 20,
      authenticate: () => authenticated.promise,
    });
    expect(await server.call()).toMatchObject(timedOut);
    authenticated.resolve(undefined);
    await wait(10);
    expect(invoke).not.toHaveBeenCalled();
  });
});

describe("a request over the limit of concurrent requests", () => {
  test("is answered with 503 before its body is read, and a later one is accepted", async () => {
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    await using server = await startRun(
      async ({ path }) => {
        if (path === "/stuck") {
          reached.resolve();
          await release.promise;
        }
        return ok("done");
      },
      { maxConcurrentRequests: 1 },
    );
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
    ["throws at once", () => fail("unexpected")],
    ["never returns", never],
  ])("is accepted after one that %s", async (_, invoke: () => Promise<never>) => {
    await using server = await startRun(invoke, {
      maxConcurrentRequests: 1,
      operationTimeoutMs: 20,
      onError() {},
    });
    const { status } = await server.call();
    expect(await server.call()).toMatchObject({ status });
    expect((await server.call()).headers).not.toHaveProperty("retry-after");
  });
});
