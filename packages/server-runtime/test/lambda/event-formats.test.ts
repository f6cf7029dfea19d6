import { X509Certificate } from "node:crypto";
import { anyCharacter } from "@eks-auth/test-kit/any-character";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HttpRequest, Peer } from "../../src/index.ts";
import {
  createLambdaHandler,
  getLambdaEvent,
  type LambdaBalancerEvent,
  type LambdaEvent,
  type LambdaProxyEvent,
} from "../../src/lambda/lambda-handler.ts";
import { createGreeterHandler, createRunHandler, greetPolitely, ok } from "../test-services.ts";
import {
  makeBalancerEvent,
  makeHttpApiV1Event,
  makeMultiValueBalancerEvent,
  makeRestApiEvent,
} from "./sample-events.ts";

type FormatOneEvent = LambdaProxyEvent | LambdaBalancerEvent;
type Changes = Pick<LambdaProxyEvent, "body" | "isBase64Encoded" | "httpMethod">;

/** Calls `look` with the request of an event. */
async function readRequest<T>(event: FormatOneEvent, look: (request: HttpRequest) => T): Promise<T> {
  const seen: T[] = [];
  await createLambdaHandler(async (request) => {
    seen.push(look(request));
    return ok("");
  })(event);
  return seen[0] as T;
}

describe.each<[string, (changes?: Partial<Changes>) => FormatOneEvent]>([
  ["a REST API", makeRestApiEvent],
  ["an HTTP API with payload format 1.0", makeHttpApiV1Event],
  ["a load balancer", makeBalancerEvent],
  ["a load balancer with multi-value headers", makeMultiValueBalancerEvent],
])("an event of %s", (name, makeEvent) => {
  const hasLists = name !== "a load balancer";

  test("is answered, valid or invalid, in the form of its source", async () => {
    const handle = createLambdaHandler(createGreeterHandler(greetPolitely));
    const headers = {
      "content-type": "application/json",
      "content-length": "18",
      "x-amzn-requestid": expect.any(String),
    };
    const lists = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]]));
    const event = JSON.parse(JSON.stringify(makeEvent({ body: '{"greeting":"Hi"}' })));
    expect(await handle(event)).toStrictEqual({
      statusCode: 200,
      ...(name.includes("balancer") ? { statusDescription: "200 OK" } : {}),
      ...(hasLists ? { multiValueHeaders: lists } : { headers }),
      body: '{"text":"Hi, Ada"}',
      isBase64Encoded: false,
    });
    expect(await handle(makeEvent({ httpMethod: "GET" }))).toMatchObject({ statusCode: 405 });
    expect(await handle(makeEvent({ body: "{" }))).toMatchObject({ statusCode: 400 });
  });

  test("has the path, the query, the headers and the address", async () => {
    const seen = await readRequest(makeEvent(), (request) => [
      request.path,
      request.query,
      request.header("content-type"),
      request.header("constructor"),
      [...request.headerNames()].every((header) => header === header.toLowerCase()),
      request.peer?.address,
    ]);
    const query = hasLists ? "parameter1=value1&parameter1=value2" : "parameter1=value2";
    expect(seen).toEqual([
      "/greetings/Ada",
      `${query}&a%20b=%26%3D`,
      "application/json",
      undefined,
      true,
      "192.0.2.1",
    ]);
  });

  test.each([
    ["text", { body: "aé" }, "aé"],
    ["base64", { body: "YcOp", isBase64Encoded: true }, "aé"],
    ["null", { body: null }, ""],
  ])("can have %s as body", async (_, changes, text) => {
    const handler = createRunHandler(async ({ body }) => ok(Buffer.from(body).toString()));
    expect(await createLambdaHandler(handler)(makeEvent(changes))).toMatchObject({ body: text });
  });

  test("gets bytes as base64", async () => {
    const handle = createLambdaHandler(async () => ok(new Uint8Array([255])));
    expect(await handle(makeEvent())).toMatchObject({ body: "/w==", isBase64Encoded: true });
  });

  test("is what a hook gets", async () => {
    const event = makeEvent();
    expect(await readRequest(event, getLambdaEvent)).toBe(event);
  });
});

test("the values of a header are joined", async () => {
  const header = (name: string) => (request: HttpRequest) => request.header(name);
  expect(await readRequest(makeRestApiEvent(), header("header2"))).toBe("value1, value2");
  expect(await readRequest(makeMultiValueBalancerEvent(), header("x-a"))).toBe("1, 2");
  expect(await readRequest(makeMultiValueBalancerEvent(), header("cookie"))).toBe("c=1; d=2");
  const twice = makeRestApiEvent({ multiValueHeaders: null, headers: { "X-A": "1", "x-a": "2" } });
  expect(await readRequest(twice, header("x-a"))).toBe("1, 2");
});

test("an event without headers and query has none", async () => {
  const empty = { multiValueHeaders: null, headers: null, multiValueQueryStringParameters: null };
  const event = makeRestApiEvent({ ...empty, queryStringParameters: null, requestContext: {} });
  expect(
    await readRequest(event, (request) => [request.query, [...request.headerNames()], request.peer]),
  ).toEqual(["", [], undefined]);
});

test.each([
  ["/prod/a", "1.0", "prod", "/a"],
  ["/prod", "1.0", "prod", "/"],
  ["/a", "1.0", "$default", "/a"],
  ["/prod/a", undefined, "prod", "/prod/a"],
  ["/a b/é", undefined, "prod", "/a%20b/%C3%A9"],
])("the path %s of version %s and the stage %s leads to %s", async (sent, version, stage, path) => {
  const event = makeRestApiEvent({ path: sent, version, requestContext: { stage } });
  expect(await readRequest(event, (request) => request.path)).toBe(path);
});

test("any query of an API arrives as it was sent", async () => {
  const values = fc.array(fc.string({ unit: anyCharacter }), { minLength: 1, maxLength: 3 });
  const parameters = fc.dictionary(fc.string({ unit: anyCharacter, minLength: 1 }), values, { maxKeys: 4 });
  await fc.assert(
    fc.asyncProperty(parameters, async (sent) => {
      const event = makeRestApiEvent({ multiValueQueryStringParameters: sent });
      const query = await readRequest(event, (request) => request.query);
      const expected = Object.entries(sent).flatMap(([key, list]) => list.map((value) => [key, value]));
      const read =
        query === "" ? [] : query.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
      expect(read).toEqual(expected);
    }),
  );
});

test("the client's certificate of mutual TLS is that of the peer", async () => {
  const { certificate } = createSelfSignedCertificate("client");
  const identity = { sourceIp: "192.0.2.1", clientCert: { clientCertPem: certificate } };
  const peer = await readRequest(
    makeRestApiEvent({ requestContext: { identity } }),
    (request) => request.peer,
  );
  expect(Buffer.from(peer?.certificate ?? [])).toEqual(new X509Certificate(certificate).raw);
});

test.each<[string, Peer | undefined]>([
  ["192.0.2.1", { address: "192.0.2.1" }],
  ["198.51.100.7,192.0.2.1:1234", { address: "192.0.2.1" }],
  ["2001:db8::1", { address: "2001:db8::1" }],
  ["[2001:db8::1]:1234", { address: "2001:db8::1" }],
  ["unknown", undefined],
  ["", undefined],
])("a load balancer that forwards for %j has the peer %j", async (forwarded, expected) => {
  const event = makeBalancerEvent({ headers: { "x-forwarded-for": forwarded } });
  expect(await readRequest(event, (request) => request.peer)).toEqual(expected);
});

test.each<[string, object]>([
  ["a queue", { Records: [{ messageId: "1", body: "{}" }] }],
  ["a schedule", { version: "0", source: "aws.events", detail: {} }],
  ["a WebSocket API", { requestContext: { routeKey: "$connect", eventType: "CONNECT", connectionId: "a" } }],
  ["VPC Lattice", { version: "2.0", path: "/", method: "GET", headers: {}, requestContext: {} }],
  ["nothing", {}],
])("an event of %s is refused with the formats that are supported", async (_, event) => {
  const handle = createLambdaHandler(() => expect.unreachable("there is no request"));
  await expect(handle(event as LambdaEvent as LambdaProxyEvent)).rejects.toThrow(
    /^The event is not an HTTP request .* payload format 2\.0 .* payload format 1\.0 .* Load Balancer/,
  );
});
