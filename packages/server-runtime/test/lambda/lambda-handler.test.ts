import { X509Certificate } from "node:crypto";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import type { HttpResponse, Peer, RoutedRequest } from "../../src/index.ts";
import {
  createLambdaHandler,
  getLambdaEvent,
  type LambdaHttpEvent,
  type LambdaHttpResult,
} from "../../src/lambda/lambda-handler.ts";
import { collect, failAfterByte, streamPieces } from "../streams.ts";
import { createGreeterHandler, createRunHandler, greetPolitely, ok } from "../test-services.ts";

/** The parts of a sample event that a test changes. */
interface EventParts {
  method?: string;
  path?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  cookies?: string[];
}

/**
 * The event of an HTTP API, with everything in AWS's documentation.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
function makeHttpApiEvent(parts: EventParts = {}, stage = "$default"): LambdaHttpEvent {
  const { method = "POST", path = "/greetings/Ada", query = "", headers, body, cookies } = parts;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookies === undefined ? {} : { cookies }),
    headers: headers ?? { "content-type": "application/json", "x-forwarded-port": "443" },
    requestContext: {
      accountId: "123456789012",
      apiId: "api-id",
      domainName: "id.execute-api.us-east-1.amazonaws.com",
      domainPrefix: "id",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "agent" },
      requestId: "id",
      routeKey: "$default",
      stage,
      time: "12/Mar/2020:19:03:58 +0000",
      timeEpoch: 1583348638390,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
  } as LambdaHttpEvent;
}

/**
 * The event of a function URL, with everything in AWS's documentation.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
function makeFunctionUrlEvent(parts: EventParts = {}): LambdaHttpEvent {
  const event = makeHttpApiEvent(parts);
  const requestContext = {
    ...event.requestContext,
    accountId: "anonymous",
    apiId: "url-id",
    authentication: null,
    authorizer: null,
    domainName: "url-id.lambda-url.us-west-2.on.aws",
    domainPrefix: "url-id",
  };
  return { ...event, requestContext };
}

/** Handles an event, and returns what `describe` finds in it. */
async function ask(event: LambdaHttpEvent, describe: (request: RoutedRequest) => unknown): Promise<unknown> {
  const handler = createRunHandler(async (request) => ok(JSON.stringify(describe(request))));
  return JSON.parse((await createLambdaHandler(handler)(event)).body);
}

describe.each([
  ["an HTTP API", makeHttpApiEvent],
  ["a function URL", makeFunctionUrlEvent],
])("a request through %s", (_, makeEvent) => {
  test("is answered, valid or invalid", async () => {
    const handle = createLambdaHandler(createGreeterHandler(greetPolitely));
    expect(await handle(makeEvent({ body: '{"greeting":"Hi"}' }))).toEqual({
      statusCode: 200,
      headers: {
        "content-type": "application/json",
        "content-length": "18",
        "x-amzn-requestid": expect.any(String),
      },
      body: '{"text":"Hi, Ada"}',
      isBase64Encoded: false,
    });
    expect(await handle(makeEvent({ method: "GET" }))).toMatchObject({
      statusCode: 405,
      headers: { allow: "POST" },
    });
    expect(await handle(makeEvent({ body: "{" }))).toMatchObject({ statusCode: 400 });
  });

  test("has the client's address", async () => {
    const handle = createLambdaHandler(async ({ peer }) => ok(String(peer?.address)));
    expect(await handle(makeEvent())).toMatchObject({ body: "192.0.2.1" });
  });

  test("and its response survive JSON, which Lambda uses", async () => {
    const handle = createLambdaHandler(createGreeterHandler(greetPolitely));
    const event = JSON.parse(JSON.stringify(makeEvent({ body: "{}" })));
    const result = await handle(event);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(result.body).toBe('{"text":"Hello, Ada"}');
  });

  test.each([
    ["text", { body: "aé" }, "aé"],
    ["base64", { body: "YcOp", isBase64Encoded: true }, "aé"],
    ["nothing", {}, ""],
  ])("can have %s as body", async (_kind, parts, text) => {
    const seen = await ask(makeEvent(parts), ({ body }) => Buffer.from(body).toString());
    expect(seen).toBe(text);
  });

  test("has its method, query and headers", async () => {
    const event = makeEvent({
      method: "DELETE",
      query: "a=%20&b",
      headers: { "x-a": "1,2" },
      cookies: ["c=1", "d=2"],
    });
    const seen = await ask(event, (request) => [
      request.method,
      request.query,
      [...request.headerNames()],
      ["x-a", "cookie", "constructor"].map((name) => request.header(name) ?? null),
      request.signal.aborted,
    ]);
    expect(seen).toEqual(["DELETE", "a=%20&b", ["x-a", "cookie"], ["1,2", "c=1; d=2", null], false]);
  });

  test("is limited in size", async () => {
    const handler = createRunHandler(async () => ok(""), {
      maxBodyBytes: 3,
    });
    const handle = createLambdaHandler(handler);
    expect(await handle(makeEvent({ body: "aé" }))).toMatchObject({ statusCode: 200 });
    expect(await handle(makeEvent({ body: "éé" }))).toMatchObject({ statusCode: 413 });
    expect(await handle(makeEvent({ body: "YWJjZA==", isBase64Encoded: true }))).toMatchObject({
      statusCode: 413,
    });
  });

  test("can be streamed into the operation", async () => {
    const handler = createRunHandler(
      async ({ stream }) => ok((await collect(stream)).toString()),
      { maxStreamedBodyBytes: 3 },
      { streamsInput: true },
    );
    const handle = createLambdaHandler(handler);
    expect(await handle(makeEvent({ body: "aé" }))).toMatchObject({ body: "aé" });
    expect(await handle(makeEvent())).toMatchObject({ body: "" });
    expect(await handle(makeEvent({ body: "éé" }))).toMatchObject({ statusCode: 413 });
  });
});

test("a hook gets the event, with what the authorizer found", async () => {
  const event = makeHttpApiEvent();
  const authorizer = { jwt: { claims: { sub: "ada" }, scopes: null } };
  const sent = { ...event, requestContext: { ...event.requestContext, authorizer } };
  const seen: unknown[] = [];
  const handler = createGreeterHandler<unknown>(greetPolitely, {
    authenticate: (request) => seen.push(getLambdaEvent(request)?.requestContext.authorizer),
    onStart: (start) => void seen.push(getLambdaEvent(start)),
    onEnd: (end) => void seen.push(getLambdaEvent(end)),
  });
  expect(await createLambdaHandler(handler)(sent)).toMatchObject({ statusCode: 200 });
  expect(seen).toEqual([sent, authorizer, sent]);
});

test("a request of another host has no event", () => {
  expect(getLambdaEvent({ hostRequest: {} })).toBeUndefined();
  expect(getLambdaEvent({})).toBeUndefined();
});

describe("the client's certificate", () => {
  const { certificate } = createSelfSignedCertificate("client");

  async function readCertificate(authentication: object | null): Promise<Uint8Array | undefined> {
    const event = makeHttpApiEvent();
    let peer: Peer | undefined;
    await createLambdaHandler(async (request) => {
      ({ peer } = request);
      return ok("");
    })({ ...event, requestContext: { ...event.requestContext, authentication } });
    expect(peer?.address).toBe("192.0.2.1");
    return peer?.certificate;
  }

  test("is that of mutual TLS, as DER", async () => {
    // API Gateway ends the text without a line break.
    const clientCert = { clientCertPem: certificate.trimEnd(), subjectDN: "CN=client" };
    const raw = await readCertificate({ clientCert });
    expect(Buffer.from(raw ?? [])).toEqual(new X509Certificate(certificate).raw);
  });

  test.each([
    null,
    {},
    { clientCert: null },
    { clientCert: {} },
    { clientCert: { clientCertPem: "" } },
    { clientCert: { clientCertPem: "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----" } },
  ])("isn't in %j", async (authentication) => {
    expect(await readCertificate(authentication)).toBeUndefined();
  });
});

describe("a path", () => {
  test.each([
    ["$default", "/prod/a", "/prod/a"],
    ["prod", "/prod/a", "/a"],
    ["prod", "/prod", "/"],
    ["prod", "/prod/", "/"],
    ["prod", "/prod/prod/a", "/prod/a"],
    ["prod", "/production/a", "/production/a"],
    ["prod", "/a", "/a"],
  ])("of the stage %s, %s, leads to %s", async (stage, rawPath, path) => {
    expect(await ask(makeHttpApiEvent({ path: rawPath }, stage), (request) => request.path)).toBe(path);
  });

  test.each([
    ["/a b", "/a%20b"],
    ["/é\u{1f600}", "/%C3%A9%F0%9F%98%80"],
    ["/100%", "/100%25"],
    ["/a?b#c", "/a%3Fb%23c"],
    ["/\ud800", "/%EF%BF%BD"],
    ["/a-._~!$&'()*+,;=:@", "/a-._~!$&'()*+,;=:@"],
  ])("that an HTTP API decoded, %s, is encoded again", async (rawPath, path) => {
    expect(await ask(makeHttpApiEvent({ path: rawPath }), (request) => request.path)).toBe(path);
  });

  test("that a function URL left encoded isn't changed", async () => {
    const path = "/a%20b%2Fc%25/%C3%A9";
    expect(await ask(makeFunctionUrlEvent({ path }), (request) => request.path)).toBe(path);
  });
});

describe("a response", () => {
  async function respond(body: HttpResponse["body"], status = 201): Promise<LambdaHttpResult> {
    const handler = createRunHandler(async () => ({ status, headers: {}, body }), { onError() {} });
    return createLambdaHandler(handler)(makeHttpApiEvent());
  }

  test.each<[string, HttpResponse["body"], string, boolean, string]>([
    ["text", "aé", "aé", false, "3"],
    ["no text", "", "", false, "0"],
    ["bytes", Buffer.from("xABCx").subarray(1, 4), "QUJD", true, "3"],
    ["pieces", streamPieces("A", "BC"), "QUJD", true, "3"],
  ])("of %s has the length in bytes", async (_, body, text, isBase64Encoded, length) => {
    expect(await respond(body)).toMatchObject({
      statusCode: 201,
      headers: { "content-length": length },
      body: text,
      isBase64Encoded,
    });
  });

  test.each([204, 304])("with status %i has no length", async (status) => {
    expect((await respond("", status)).headers).not.toHaveProperty("content-length");
  });

  test("whose stream doesn't end fails the invocation, and closes its source", async () => {
    const closed = vi.fn();
    async function* stream(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(1_000_000);
      } finally {
        closed();
      }
    }
    await expect(respond(stream())).rejects.toThrow(
      "The operation's output streams more than 4718592 bytes, which Lambda can't return.",
    );
    expect(closed).toHaveBeenCalledOnce();
  });

  test("whose stream fails fails the invocation", async () => {
    await expect(respond(failAfterByte(new Error("broken")))).rejects.toThrow("broken");
  });
});
