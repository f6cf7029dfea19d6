import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Peer, ProtocolError, type RawRequest } from "../../src/index.ts";
import { type TestRequest, TestServer } from "../test-server.ts";
import { createGreeterHandler, greetPolitely, startGreeter } from "../test-services.ts";

/** A body with every fault that a step can find. */
const brokenBody = "{broken";

describe("a request's steps run in order", () => {
  let server: TestServer;
  let steps: string[];

  beforeEach(async () => {
    steps = [];
    const handler = createGreeterHandler<string>(
      (input, call) => {
        steps.push("implementation");
        return greetPolitely(input, call);
      },
      {
        maxBodyBytes: 100,
        authenticate(request) {
          steps.push("authenticate");
          if (request.header("authorization") === "wrong") {
            throw new ProtocolError("AccessDenied", 403, "Who are you?", { "www-authenticate": "Basic" });
          }
          return "a caller";
        },
      },
    );
    server = await TestServer.start(handler);
  });

  afterEach(async () => {
    await server.expectStillServing();
    await server[Symbol.asyncDispose]();
  });

  test("and all of them for a valid request", async () => {
    const { status, headers, body } = await server.call();
    expect({ status, body }).toEqual({ status: 200, body: '{"text":"Hi, Ada"}' });
    expect(headers["content-type"]).toBe("application/json");
    expect(steps).toEqual(["authenticate", "implementation"]);
  });

  test.each([
    ["route: no such path", { path: "/nowhere" }, 404, "UnknownOperationException", []],
    ["route: not this method", { method: "PUT" }, 405, "MethodNotAllowedException", []],
    ["body: too large", { body: "x".repeat(101) }, 413, "RequestEntityTooLargeException", []],
    ["authenticate", {}, 403, "AccessDenied", ["authenticate"]],
  ])("and stop at %s", async (_, sent, status, name, reached) => {
    const headers = { authorization: "wrong", "content-type": "text/plain" };
    const response = await server.call({ body: brokenBody, headers, ...sent });
    expect(response).toMatchObject({ status, headers: { "x-amzn-errortype": name } });
    expect(steps).toEqual(reached);
  });

  test.each([
    ["of another type", "text/plain", 415, "UnsupportedMediaTypeException"],
    ["that is broken", "application/json", 400, "SerializationException"],
  ])("and stop at parsing a body %s", async (_, contentType, status, name) => {
    const response = await server.call({ body: brokenBody, headers: { "content-type": contentType } });
    expect(response).toMatchObject({ status, headers: { "x-amzn-errortype": name } });
    expect(steps).toEqual(["authenticate"]);
  });

  test("the client gets the ProtocolError of an authenticate hook unchanged", async () => {
    const response = await server.call({ headers: { authorization: "wrong" } });
    expect(response).toMatchObject({
      status: 403,
      headers: {
        "content-type": "application/json",
        "x-amzn-errortype": "AccessDenied",
        "www-authenticate": "Basic",
      },
      body: '{"message":"Who are you?"}',
    });
  });
});

test("an implementation gets the client's address", async () => {
  await using server = await startGreeter((_, { peer }) => peer?.address);
  expect(JSON.parse((await server.call()).body)).toEqual({ text: "127.0.0.1" });
});

describe("authenticate", () => {
  test("gets the request as it was sent", async () => {
    let seen: RawRequest | undefined;
    let peer: Peer | undefined;
    await using server = await startGreeter<string>(greetPolitely, {
      authenticate(request) {
        seen = request;
        ({ peer } = request);
        return "a caller";
      },
    });
    await server.call({ path: "/greetings/Ad%61?a=%41&b", headers: { "X-Signature": "s" }, body: "{ }\xff" });

    expect(seen).toMatchObject({ method: "POST", path: "/greetings/Ad%61", query: "a=%41&b" });
    expect(seen).toMatchObject({ operation: "Greet", labels: ["Ad%61"] });
    expect(peer).toEqual({ address: "127.0.0.1" });
    expect(seen?.header("x-signature")).toBe("s");
    expect(seen?.header("authorization")).toBeUndefined();
    expect(Buffer.from(seen?.body ?? []).toString()).toBe("{ }\xff");
    expect(seen?.signal.aborted).toBe(false);
  });

  test("sets the context, with or without a promise", async () => {
    const contexts: unknown[] = [];
    for (const authenticate of [() => ({ user: "Ada" }), () => Promise.resolve({ user: "Ada" })]) {
      await using server = await startGreeter<{ user: string }>((_, { context }) => context.user, {
        authenticate,
      });
      contexts.push((await server.call()).body);
    }
    expect(contexts).toEqual(['{"text":"Ada"}', '{"text":"Ada"}']);
  });

  test("is optional: without it the context is undefined", async () => {
    await using server = await startGreeter((_, { context }) => String(context));
    expect((await server.call()).body).toBe('{"text":"undefined"}');
  });
});

test("the implementation gets the operation's name", async () => {
  await using server = await startGreeter((_, { operation }) => operation);
  expect((await server.call()).body).toBe('{"text":"Greet"}');
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("every response has a new id, even if the client sends one", async () => {
  await using server = await startGreeter(
    (input, call) => {
      if (input.name === "Eve") throw new Error("unexpected");
      return greetPolitely(input, call);
    },
    { maxBodyBytes: 100, onError() {} },
  );
  const sent: [number, TestRequest][] = [
    [200, {}],
    [200, {}],
    [200, { headers: { "content-type": "application/json", "x-amzn-requestid": "mine" } }],
    [500, { path: "/greetings/Eve" }],
    [400, { body: "broken" }],
    [404, { path: "/nowhere" }],
    [405, { method: "DELETE" }],
    [406, { headers: { accept: "text/html" } }],
    [413, { body: "x".repeat(101) }],
    [415, { headers: {} }],
  ];
  const ids = [];
  for (const [status, request] of sent) {
    const response = await server.call(request);
    expect(response.status).toBe(status);
    expect(response.headers["x-amzn-requestid"]).toMatch(uuid);
    ids.push(response.headers["x-amzn-requestid"]);
  }
  expect(new Set(ids).size).toBe(sent.length);
});

test("the implementation gets the id that the client gets", async () => {
  await using server = await startGreeter((_, { requestId }) => requestId);
  const { headers, body } = await server.call();
  expect(JSON.parse(body)).toEqual({ text: headers["x-amzn-requestid"] });
});
