import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createEKSAuthFrontendHandler } from "../src/gen/index.ts";
import { assumedRole } from "./assumed-role.ts";
import { goodRequest } from "./good-request.ts";
import { HostedServer, type Sent } from "./hosted-server.ts";

/** Each piece of this stands for a secret: none may occur in an answer. */
const secrets = ["canaryHead", "canaryBody", "canarySign"];
const token = secrets.join(".");
const json = goodRequest.headers;

let server: HostedServer;
const implementation = vi.fn(() => assumedRole);
const onError = vi.fn();

beforeAll(async () => {
  const handler = createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: implementation }, { onError });
  server = await HostedServer.start(handler);
});

beforeEach(() => vi.clearAllMocks());
afterAll(() => server[Symbol.asyncDispose]());

/** The path for a cluster name, which is already encoded. */
function pathOf(clusterName: string): string {
  return `/clusters/${clusterName}/assume-role-for-pod-identity`;
}

/** The body for a token. */
function bodyOf(value: unknown): string {
  return JSON.stringify({ token: value });
}

/** A request with a secret in its body, and what a test changes about it. */
function makeRequest(changes: Partial<Sent>): Sent {
  return { ...goodRequest, body: bodyOf(token), ...changes };
}

const refusals: [string, Partial<Sent>, number, string][] = [
  ["no body", { headers: {}, body: "" }, 400, "InvalidParameterException"],
  ["no body but a content type", { body: "" }, 400, "InvalidParameterException"],
  [
    "no body of another content type",
    { headers: { "content-type": "text/plain" }, body: "" },
    415,
    "UnsupportedMediaTypeException",
  ],
  ["an empty document", { body: "{}" }, 400, "InvalidParameterException"],
  ["a token of null", { body: bodyOf(null) }, 400, "InvalidParameterException"],
  ["a token in a number's place", { body: bodyOf(7) }, 400, "SerializationException"],
  ["a token within a list", { body: bodyOf([token]) }, 400, "SerializationException"],
  ["a token within an object", { body: bodyOf({ token }) }, 400, "SerializationException"],
  ["a list for a document", { body: `["${token}"]` }, 400, "SerializationException"],
  ["a string for a document", { body: `"${token}"` }, 400, "SerializationException"],
  ["a document that is cut", { body: bodyOf(token).slice(0, -1) }, 400, "SerializationException"],
  ["a bare token for a document", { body: token }, 400, "SerializationException"],
  ["a document in UTF-16", { body: Buffer.from(bodyOf(token), "utf16le") }, 400, "SerializationException"],
  [
    "a document in Latin-1",
    { body: Buffer.from(bodyOf(`${token}é`), "latin1") },
    400,
    "SerializationException",
  ],
  ["nesting without end", { body: `{"token":${"[".repeat(200_000)}` }, 400, "SerializationException"],
  ["a token under __proto__", { body: `{"__proto__":${bodyOf(token)}}` }, 400, "InvalidParameterException"],
  ["a body of 1 MiB", { body: bodyOf(token + "x".repeat(1_048_576)) }, 413, "RequestEntityTooLargeException"],
  ["no content type", { headers: {} }, 415, "UnsupportedMediaTypeException"],
  [
    "another content type",
    { headers: { "content-type": "text/plain" } },
    415,
    "UnsupportedMediaTypeException",
  ],
  [
    "a content type that isn't one",
    { headers: { "content-type": token } },
    415,
    "UnsupportedMediaTypeException",
  ],
  ["no JSON accepted", { headers: { ...json, accept: "text/html" } }, 406, "NotAcceptableException"],
  ["a wrong method", { method: "PUT" }, 405, "MethodNotAllowedException"],
  ["an unknown path", { path: `/${token}` }, 404, "UnknownOperationException"],
  ["an empty cluster name", { path: pathOf("") }, 404, "UnknownOperationException"],
  ["a slash at the end", { path: `${pathOf("prod")}/` }, 404, "UnknownOperationException"],
  ["half a percent-encoding", { path: pathOf("canaryHead%2") }, 400, "SerializationException"],
  ["percent-encoding of no UTF-8", { path: pathOf("canaryHead%FF") }, 400, "SerializationException"],
  ["a cluster name of 101 characters", { path: pathOf("c".repeat(101)) }, 400, "InvalidParameterException"],
  ["a cluster name of wrong characters", { path: pathOf("canaryHead%20") }, 400, "InvalidParameterException"],
  ["an empty token", { body: bodyOf("") }, 400, "InvalidParameterException"],
  ["a token of 2 parts", { body: bodyOf("canaryHead.canaryBody") }, 400, "InvalidParameterException"],
  ["a token of 4 parts", { body: bodyOf(`${token}.canaryMore`) }, 400, "InvalidParameterException"],
  ["a token with Bearer before it", { body: bodyOf(`Bearer ${token}`) }, 400, "InvalidParameterException"],
];

test.each(refusals)("%s is refused", async (_, changes, status, name) => {
  const answer = await server.call(makeRequest(changes));
  expect(answer).toMatchObject({
    status,
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": name,
      "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  expect(JSON.parse(answer.body)).toEqual({ message: expect.stringMatching(/./) });
  expect(JSON.stringify(answer), "no piece of a secret comes back").not.toContain("canary");
  expect(implementation).not.toHaveBeenCalled();
  expect(onError).not.toHaveBeenCalled();
  await server.expectToLiveOn();
});

test("a wrong method is told the right one", async () => {
  expect((await server.call(makeRequest({ method: "GET" }))).headers.allow).toBe("POST");
});

test.each<[string, Partial<Sent>]>([
  ["a cluster name of 1 character", { path: pathOf("7") }],
  ["a cluster name of 100 characters", { path: pathOf("c".repeat(100)) }],
  ["a token of 3 parts of 1 character", { body: bodyOf("a.b.c") }],
  ["a token of 200 KiB", { body: bodyOf(`${token}${"x".repeat(204_800)}`) }],
  ["the last of two tokens", { body: `{"token":7,"token":"${token}"}` }],
  ["a query", { path: `${pathOf("prod")}?a=b` }],
])("%s is accepted", async (_, changes) => {
  expect(await server.call(makeRequest(changes))).toMatchObject({ status: 200 });
  expect(implementation).toHaveBeenCalledOnce();
});

describe("a caller that hangs up", () => {
  /** Sends as much of a request, then resets the connection. */
  async function hangUpAfter(text: string): Promise<void> {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(text, resolve));
    socket.resetAndDestroy();
    await once(socket, "close");
  }

  test.each([
    ["in the headers", `POST ${pathOf("prod")} HTTP/1.1\r\nhost: a\r\ncontent-`],
    ["in the body", `POST ${pathOf("prod")} HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{"token":`],
  ])("%s does no harm", async (_, text) => {
    for (let round = 0; round < 20; round++) {
      await hangUpAfter(text);
    }
    await server.expectToLiveOn();
    expect(implementation, "by the good request alone").toHaveBeenCalledOnce();
    expect(onError).not.toHaveBeenCalled();
  });
});
