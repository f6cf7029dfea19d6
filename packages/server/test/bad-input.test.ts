import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createEKSAuthFrontendHandler } from "../src/gen/index.ts";
import { StubServer, type TestRequest, validRequest } from "./stub-server.ts";

/** The parts of a secret token. None must occur in a response. */
const secrets = ["canaryHead", "canaryBody", "canarySign"];
const token = secrets.join(".");
const json = validRequest.headers;

let server: StubServer;
const implementation = vi.fn(() => sampleResponse);
const onError = vi.fn();

beforeAll(async () => {
  const handler = createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: implementation }, { onError });
  server = await StubServer.start(handler);
});

beforeEach(() => vi.clearAllMocks());
afterAll(() => server[Symbol.asyncDispose]());

/** The path for an encoded cluster name. */
function pathOf(clusterName: string): string {
  return `/clusters/${clusterName}/assume-role-for-pod-identity`;
}

/** The body for a token. */
function bodyOf(value: unknown): string {
  return JSON.stringify({ token: value });
}

/** A valid request with the secret token in its body, with changes. */
function makeRequest(changes: Partial<TestRequest>): TestRequest {
  return { ...validRequest, body: bodyOf(token), ...changes };
}

const invalidRequests: [string, Partial<TestRequest>, number, string][] = [
  ["no body", { headers: {}, body: "" }, 400, "InvalidParameterException"],
  ["no body but a content type", { body: "" }, 400, "InvalidParameterException"],
  [
    "no body with another content type",
    { headers: { "content-type": "text/plain" }, body: "" },
    415,
    "UnsupportedMediaTypeException",
  ],
  ["an empty document", { body: "{}" }, 400, "InvalidParameterException"],
  ["null as token", { body: bodyOf(null) }, 400, "InvalidParameterException"],
  ["a number as token", { body: bodyOf(7) }, 400, "SerializationException"],
  ["a list as token", { body: bodyOf([token]) }, 400, "SerializationException"],
  ["an object as token", { body: bodyOf({ token }) }, 400, "SerializationException"],
  ["a list as document", { body: `["${token}"]` }, 400, "SerializationException"],
  ["a string as document", { body: `"${token}"` }, 400, "SerializationException"],
  ["an incomplete document", { body: bodyOf(token).slice(0, -1) }, 400, "SerializationException"],
  ["a token without JSON as document", { body: token }, 400, "SerializationException"],
  ["a document in UTF-16", { body: Buffer.from(bodyOf(token), "utf16le") }, 400, "SerializationException"],
  [
    "a document in Latin-1",
    { body: Buffer.from(bodyOf(`${token}é`), "latin1") },
    400,
    "SerializationException",
  ],
  ["deeply nested JSON", { body: `{"token":${"[".repeat(200_000)}` }, 400, "SerializationException"],
  ["a token under __proto__", { body: `{"__proto__":${bodyOf(token)}}` }, 400, "InvalidParameterException"],
  ["a body of 1 MiB", { body: bodyOf(token + "x".repeat(1_048_576)) }, 413, "RequestEntityTooLargeException"],
  ["no content type", { headers: {} }, 415, "UnsupportedMediaTypeException"],
  [
    "another content type",
    { headers: { "content-type": "text/plain" } },
    415,
    "UnsupportedMediaTypeException",
  ],
  ["an invalid content type", { headers: { "content-type": token } }, 415, "UnsupportedMediaTypeException"],
  [
    "an accept header without JSON",
    { headers: { ...json, accept: "text/html" } },
    406,
    "NotAcceptableException",
  ],
  ["a wrong method", { method: "PUT" }, 405, "MethodNotAllowedException"],
  ["an unknown path", { path: `/${token}` }, 404, "UnknownOperationException"],
  ["an empty cluster name", { path: pathOf("") }, 404, "UnknownOperationException"],
  ["two trailing slashes", { path: `${pathOf("prod")}//` }, 404, "UnknownOperationException"],
  ["incomplete percent-encoding", { path: pathOf("canaryHead%2") }, 400, "SerializationException"],
  ["percent-encoding that isn't UTF-8", { path: pathOf("canaryHead%FF") }, 400, "SerializationException"],
  ["a cluster name of 101 characters", { path: pathOf("c".repeat(101)) }, 400, "InvalidParameterException"],
  [
    "a cluster name with invalid characters",
    { path: pathOf("canaryHead%20") },
    400,
    "InvalidParameterException",
  ],
  ["an empty token", { body: bodyOf("") }, 400, "InvalidParameterException"],
  ["a token of 2 parts", { body: bodyOf("canaryHead.canaryBody") }, 400, "InvalidParameterException"],
  ["a token of 4 parts", { body: bodyOf(`${token}.canaryMore`) }, 400, "InvalidParameterException"],
  ["a token with the prefix Bearer", { body: bodyOf(`Bearer ${token}`) }, 400, "InvalidParameterException"],
];

// It was a 404. The specification ignores it: https://smithy.io/2.0/spec/http-bindings.html#literal-character-sequences
test("accepts a trailing slash", async () => {
  const response = await server.call(makeRequest({ path: `${pathOf("prod")}/` }));
  expect(response.status).toBe(200);
  expect(implementation).toHaveBeenCalledWith({ clusterName: "prod", token }, expect.anything());
});

test.each(invalidRequests)("rejects %s", async (_, changes, status, name) => {
  const response = await server.call(makeRequest(changes));
  expect(response).toMatchObject({
    status,
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": name,
      "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  expect(JSON.parse(response.body)).toEqual({ message: expect.stringMatching(/./) });
  expect(JSON.stringify(response), "no part of the secret is in the response").not.toContain("canary");
  expect(implementation).not.toHaveBeenCalled();
  expect(onError).not.toHaveBeenCalled();
  await server.expectStillServing();
});

test("the response to a wrong method has the allowed method", async () => {
  expect((await server.call(makeRequest({ method: "GET" }))).headers.allow).toBe("POST");
});

test.each<[string, Partial<TestRequest>]>([
  ["a cluster name of 1 character", { path: pathOf("7") }],
  ["a cluster name of 100 characters", { path: pathOf("c".repeat(100)) }],
  ["a token of 3 parts of 1 character", { body: bodyOf("a.b.c") }],
  ["a token of 200 KiB", { body: bodyOf(`${token}${"x".repeat(204_800)}`) }],
  ["the last of two tokens", { body: `{"token":7,"token":"${token}"}` }],
  ["a query", { path: `${pathOf("prod")}?a=b` }],
])("accepts %s", async (_, changes) => {
  expect(await server.call(makeRequest(changes))).toMatchObject({ status: 200 });
  expect(implementation).toHaveBeenCalledOnce();
});

describe("a client that resets the connection", () => {
  test.each([
    ["in the headers", `POST ${pathOf("prod")} HTTP/1.1\r\nhost: a\r\ncontent-`],
    ["in the body", `POST ${pathOf("prod")} HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{"token":`],
  ])("%s doesn't stop the server", async (_, text) => {
    for (let round = 0; round < 20; round++) {
      using connection = await RawConnection.open(server.port);
      await connection.write(text);
      connection.reset();
      await connection.waitForEnd();
    }
    await server.expectStillServing();
    expect(implementation, "only for the valid request").toHaveBeenCalledOnce();
    expect(onError).not.toHaveBeenCalled();
  });
});
