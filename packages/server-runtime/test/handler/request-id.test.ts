import { describe, expect, test, vi } from "vitest";
import { createFetchHandler } from "../../src/fetch/fetch-handler.ts";
import type { HandlerOptions } from "../../src/handler/options.ts";
import { chooseRequestId } from "../../src/handler/request-id.ts";
import type { HttpRequest } from "../../src/http/request.ts";
import { createLambdaHandler, getLambdaEvent } from "../../src/lambda/lambda-handler.ts";
import { makeBalancerEvent, makeRestApiEvent } from "../lambda/sample-events.ts";
import { Client, greeting, listen } from "../node/http2-client.ts";
import { TestServer } from "../test-server.ts";
import { createGreeterHandler, fail } from "../test-services.ts";

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const sentId = "1-67891233-abcdef012345678912345678";
const json = { "content-type": "application/json" };
const greetingUrl = "http://127.0.0.1/greetings/Ada";

/** Creates a handler that takes the ID of a header, and collects each ID that hooks and implementation get. */
function createHandler(options: Partial<HandlerOptions> = {}) {
  const seen: string[] = [];
  const handler = createGreeterHandler(
    ({ name }, { requestId }) => {
      seen.push(requestId);
      return name === "Mallory" ? fail("from the implementation") : name;
    },
    {
      createRequestId: (request) => request.header("x-request-id"),
      onStart: ({ requestId }) => void seen.push(requestId),
      onEnd: ({ requestId }) => void seen.push(requestId),
      onError: (_, { requestId }) => void seen.push(requestId),
      ...options,
    },
  );
  return { handler, seen };
}

/** Chooses the ID of a request for which `createRequestId` returns a value. */
function choose(value: unknown): string {
  const request = { header: () => undefined } as unknown as HttpRequest;
  return chooseRequestId(
    () => value as string,
    request,
    () => fail("unexpected"),
  );
}

describe("a request ID that the program chooses", () => {
  const headers = { ...json, "x-request-id": sentId };

  test("is that of hooks, implementation and response on node:http", async () => {
    const { handler, seen } = createHandler();
    await using server = await TestServer.start(handler);
    const response = await server.call({ path: "/greetings/Mallory", headers });
    expect(response).toMatchObject({ status: 500, headers: { "x-amzn-requestid": sentId } });
    // onStart, the implementation, onError and onEnd.
    expect(seen).toEqual([sentId, sentId, sentId, sentId]);
  });

  test("is that of a request without an operation", async () => {
    const { handler, seen } = createHandler();
    await using server = await TestServer.start(handler);
    const response = await server.call({ path: "/nowhere", headers });
    expect(response).toMatchObject({ status: 404, headers: { "x-amzn-requestid": sentId } });
    expect(seen).toEqual([sentId, sentId]);
  });

  test("is used over HTTP/2", async () => {
    await using server = await listen(createHandler().handler);
    using client = new Client(server);
    const response = await client.call({ ...greeting, "x-request-id": sentId }, "{}");
    expect(response).toMatchObject({ status: 200, headers: { "x-amzn-requestid": sentId } });
  });

  test("is used for a Request", async () => {
    const request = new Request(greetingUrl, { method: "POST", headers, body: "{}" });
    const response = await createFetchHandler(createHandler().handler)(request);
    expect(response.headers.get("x-amzn-requestid")).toBe(sentId);
  });

  test("is used in Lambda, also from the event", async () => {
    const event = makeBalancerEvent({ body: "{}", headers });
    const { handler, seen } = createHandler();
    await createLambdaHandler(handler)(event);
    expect(new Set(seen)).toEqual(new Set([sentId]));
    const fromEvent = createHandler({
      createRequestId: (request) => getLambdaEvent(request)?.requestContext.requestId,
    });
    await createLambdaHandler(fromEvent.handler)(makeRestApiEvent({ body: "{}" }));
    expect(new Set(fromEvent.seen)).toEqual(new Set(["id="]));
  });
});

describe("instead of an unusable request ID, a random one is used", () => {
  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["an empty text", ""],
    ["129 characters", "x".repeat(129)],
    ["several values of a header", "one, two"],
    ["a line break", "one\ntwo"],
    ["a line break at the end", "one\n"],
    ["a letter that isn't ASCII", "é"],
    ["a promise", Promise.resolve("one")],
    ["a number", 1],
  ])("for %s", (_, value) => {
    expect(choose(value)).toMatch(uuid);
  });

  test("for a text with any other character", () => {
    const usable = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~:;=+/@");
    for (let code = 0; code < 0x200; code++) {
      const character = String.fromCharCode(code);
      const text = `a${character}b`;
      expect(choose(text) === text, `U+${code.toString(16)}`).toBe(usable.has(character));
    }
  });

  test("if the function is async and fails, which is reported", async () => {
    const failure = new Error("no ID");
    const report = vi.fn();
    const rejecting = (() => Promise.reject(failure)) as unknown as () => string;
    const requestId = chooseRequestId(rejecting, {} as HttpRequest, report);
    expect(requestId).toMatch(uuid);
    await vi.waitFor(() => expect(report).toHaveBeenCalledExactlyOnceWith(failure, requestId));
  });

  test("if the function throws, and onError gets the error with the new ID", async () => {
    const errors: [unknown, string][] = [];
    const { handler } = createHandler({
      createRequestId: () => fail("no ID"),
      onError: (error, { requestId, operation }) => {
        expect(operation).toBeUndefined();
        errors.push([error, requestId]);
      },
    });
    await using server = await TestServer.start(handler);
    const { status, headers } = await server.call();
    expect(status).toBe(200);
    expect(headers["x-amzn-requestid"]).toMatch(uuid);
    expect(errors).toEqual([[new Error("no ID"), headers["x-amzn-requestid"]]]);
  });
});

test.each(["a", "x".repeat(128), "Root=1-67891233-abcdef012345678912345678;Sampled=0", "a.b~c:d+e/f@g_h"])(
  "the request ID %s is used",
  (requestId) => {
    expect(choose(requestId)).toBe(requestId);
  },
);
