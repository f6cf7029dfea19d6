import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import type {
  AuthenticatedHandlerOptions,
  HandlerOptions,
  RequestEnd,
  RequestInfo,
} from "../../src/handler/options.ts";
import { SerializationException } from "../../src/index.ts";
import type { TestRequest } from "../test-server.ts";
import { fail, greetPolitely, ok, StrangerException, startGreeter, startRun } from "../test-services.ts";

describe("onStart and onEnd", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each<[string, TestRequest, string | undefined, number, string | undefined]>([
    ["a success", {}, "Greet", 200, undefined],
    ["a modelled error", { path: "/greetings/Eve" }, "Greet", 404, "StrangerException"],
    ["an unexpected error", { path: "/greetings/Mallory" }, "Greet", 500, "BrokenException"],
    ["a body that can't be read", { body: "{" }, "Greet", 400, "SerializationException"],
    ["a body that is too large", { body: "x".repeat(101) }, "Greet", 413, "RequestEntityTooLargeException"],
    ["a method that isn't allowed", { method: "PUT" }, undefined, 405, "MethodNotAllowedException"],
    ["an unknown path", { path: "/nowhere" }, undefined, 404, "UnknownOperationException"],
  ])("are called for %s", async (_, sent, operation, status, error) => {
    const events: ["start" | "end", RequestInfo | RequestEnd][] = [];
    await using server = await startGreeter(
      (input, call) => {
        if (input.name === "Eve") throw new StrangerException({ message: "canary" });
        if (input.name === "Mallory") throw new Error("canary");
        return greetPolitely(input, call);
      },
      {
        maxBodyBytes: 100,
        onStart: (start) => void events.push(["start", start]),
        onEnd: (end) => void events.push(["end", end]),
        onError() {},
      },
    );
    const { headers } = await server.call(sent);
    const requestId = headers["x-amzn-requestid"];
    const end = { operation, requestId, status, durationMs: expect.any(Number) };
    expect(events).toEqual([
      ["start", { operation, requestId }],
      ["end", error === undefined ? end : { ...end, error }],
    ]);
    expect(Object.keys(events[1]?.[1] ?? {}).includes("error")).toBe(error !== undefined);
  });

  test("get the time in milliseconds", async () => {
    const ends: RequestEnd[] = [];
    await using server = await startRun(
      async () => {
        vi.advanceTimersByTime(50);
        return ok("");
      },
      { onEnd: (end) => void ends.push(end) },
    );
    vi.useFakeTimers({ toFake: ["performance"] });
    await server.call();
    expect(ends).toMatchObject([{ durationMs: 50 }]);
  });

  test("are called for a request whose routing fails", async () => {
    const onStart = vi.fn();
    const onEnd = vi.fn();
    await using server = await startRun(
      async () => ok(""),
      { onStart, onEnd },
      {},
      () => {
        throw new SerializationException("The query can't be read.");
      },
    );
    await server.call();
    expect(onStart).toHaveBeenCalledOnce();
    expect(onStart.mock.lastCall?.[0]).toMatchObject({ operation: undefined });
    expect(onEnd.mock.lastCall?.[0]).toMatchObject({ status: 400, error: "SerializationException" });
  });

  test.each<[string, () => Promise<void>]>([
    ["throws", () => fail("from the hook")],
    ["rejects", () => Promise.reject(new Error("from the hook"))],
    ["never returns", () => new Promise(() => {})],
  ])("don't change the response if one %s", async (manner, hook) => {
    const failures: unknown[] = [];
    const options: HandlerOptions = {
      onStart: hook,
      onEnd: hook,
      onError: (error, failure) => void failures.push([error, failure.operation]),
    };
    await using server = await startGreeter(greetPolitely, options);
    await server.expectStillServing();
    const failure = [new Error("from the hook"), "Greet"];
    expect(failures).toEqual(manner === "never returns" ? [] : [failure, failure]);
  });
});

describe("every hook", () => {
  interface Caller {
    readonly user: string;
  }

  /** Greets as a service that authenticates, and returns what the hooks got. */
  async function collectEvents(
    sent: TestRequest,
    options: Omit<Partial<AuthenticatedHandlerOptions<Caller>>, "onStart" | "onEnd" | "onError"> = {},
  ): Promise<{ starts: RequestInfo[]; ends: RequestEnd<Caller>[]; failures: RequestInfo[] }> {
    const starts: RequestInfo[] = [];
    const ends: RequestEnd<Caller>[] = [];
    const failures: RequestInfo[] = [];
    await using server = await startGreeter<Caller>(
      ({ name }) => (name === "Mallory" ? fail("from the implementation") : name),
      {
        authenticate: () => ({ user: "context-canary" }),
        ...options,
        onStart: (start) => {
          starts.push(start);
          fail("from the hook");
        },
        onEnd: (end) => {
          ends.push(end);
          fail("from the hook");
        },
        onError: (_, failure) => void failures.push(failure),
      },
    );
    await server.call(sent);
    return { starts, ends, failures };
  }

  test("sees the peer, and onEnd the caller's context", async () => {
    const { starts, ends, failures } = await collectEvents({ path: "/greetings/Mallory" });
    // The implementation failed, and both hooks.
    expect([starts.length, ends.length, failures.length]).toEqual([1, 1, 3]);
    for (const { peer, hostRequest, operation } of [...starts, ...ends, ...failures]) {
      expect(peer).toEqual({ address: "127.0.0.1" });
      expect(hostRequest).toBe(starts[0]?.hostRequest);
      expect(operation).toBe("Greet");
    }
    expect(ends[0]?.context?.user).toBe("context-canary");
  });

  test("sees the peer of a request without an operation", async () => {
    const { starts, ends } = await collectEvents({ path: "/nowhere" });
    expect([...starts, ...ends].map(({ peer }) => peer?.address)).toEqual(["127.0.0.1", "127.0.0.1"]);
    expect(ends[0]?.context).toBeUndefined();
  });

  test.each<[string, AuthenticatedHandlerOptions<Caller>]>([
    ["rejected", { authenticate: () => fail("rejected") }],
    ["too slow to authenticate", { authenticate: () => new Promise(() => {}), operationTimeoutMs: 1 }],
  ])("has no context if the caller was %s", async (_, options) => {
    const { ends } = await collectEvents({}, options);
    expect(ends).toHaveLength(1);
    expect(ends[0]?.context).toBeUndefined();
  });

  test("gets an object that can be logged", async () => {
    const headers = { "content-type": "application/json", authorization: "header-canary" };
    const body = '{"greeting":"body-canary"}';
    const { starts, ends, failures } = await collectEvents({
      path: "/greetings/label-canary",
      headers,
      body,
    });
    const events = [...starts, ...ends, ...failures];
    expect(inspect(events, { depth: 9 }) + JSON.stringify(events)).not.toMatch(/canary|127\.0\.0\.1/);
  });
});
