import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerProcess } from "../../src/measure/server-process.ts";
import { sampleRequest } from "../../src/server/sample-request.ts";
import { baseline, type OperationServer, operationServers, startServer } from "../../src/server/servers.ts";

/** A difference to the sample request. */
interface Variation {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

const origin = { origin: "https://example.com" };
const variations: Record<string, Variation> = {
  "sample request": {},
  query: { path: `${sampleRequest.path}?a=b` },
  "content type with parameters": { headers: { "content-type": "Application/JSON; charset=utf-8" } },
  "another content type": { headers: { "content-type": "text/plain" } },
  "accept header that excludes JSON": { headers: { accept: "application/json;q=0, */*" } },
  "accept header that allows JSON": { headers: { accept: "text/html, application/*;q=0.5" } },
  "unknown path": { path: "/clusters//assume-role-for-pod-identity" },
  "another method": { method: "GET", body: "" },
  "web page": { headers: origin },
  "invalid request of a web page": { headers: origin, body: "{" },
  preflight: {
    method: "OPTIONS",
    headers: { ...origin, "access-control-request-method": "POST" },
    body: "",
  },
  "invalid UTF-8": { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) },
  "empty body": { body: "" },
  "JSON that is not an object": { body: "[]" },
  "invalid JSON": { body: '{"token":' },
  "null token": { body: '{"token":null}' },
  "token of another type": { body: '{"token":{}}' },
  "empty token": { body: '{"token":""}' },
  "invalid token": { body: '{"token":"a.b"}' },
  "percent-encoded cluster name": { path: "/clusters/my%2Dcluster/assume-role-for-pod-identity" },
  "cluster name that is not UTF-8": { path: "/clusters/%ff/assume-role-for-pod-identity" },
  "two violated constraints": { path: "/clusters/-/assume-role-for-pod-identity", body: "{}" },
  "cluster name that is too long": {
    path: `/clusters/${"%F0%9F%90%8B".repeat(101)}/assume-role-for-pod-identity`,
  },
  "body that is too large": { body: `{"token":"${"a".repeat(262_144)}"}` },
};

const pairs = [
  ["bare-node", "eks-auth-node"],
  ["bare-fetch", "eks-auth-fetch"],
] as const;

describe.for(pairs)("%s responds like %s", ([bareName, stubName]) => {
  let bare: ServerProcess;
  let stub: ServerProcess;

  beforeAll(async () => {
    [bare, stub] = await Promise.all([startServer(find(bareName)), startServer(find(stubName))]);
  });

  afterAll(async () => {
    await bare[Symbol.asyncDispose]();
    await stub[Symbol.asyncDispose]();
  });

  test.for(Object.entries(variations))("%s", async ([, variation]) => {
    const expected = await send(stub, variation);
    const response = await send(bare, variation);
    expect(response).toEqual(expected);
  });
});

function find(name: OperationServer["name"]): OperationServer {
  return operationServers.find((server) => server.name === name) ?? baseline;
}

/** Returns the parts of a response that must be equal. The messages of errors can differ. */
async function send(server: ServerProcess, variation: Variation): Promise<object> {
  const { method, path, headers, body } = {
    ...sampleRequest,
    ...variation,
    headers: { ...sampleRequest.headers, ...variation.headers },
  };
  const outgoing = request(server.origin + path, { method, headers, agent: false });
  outgoing.setHeader("content-length", Buffer.byteLength(body));
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  const content = await text(incoming);
  return {
    status: incoming.statusCode,
    headers: describeHeaders(incoming.headers),
    body: incoming.statusCode < 400 ? content : Object.keys(JSON.parse(content)),
  };
}

function describeHeaders({
  date,
  "x-amzn-requestid": requestId,
  "content-length": length,
  ...others
}: IncomingHttpHeaders): object {
  return {
    ...others,
    hasDate: date !== undefined,
    requestIdLength: requestId?.length,
    hasLength: length !== undefined,
  };
}
