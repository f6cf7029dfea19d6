import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServerProcess } from "../src/measure/server-process.ts";
import { goodRequest } from "../src/server/payload.ts";
import { startServer } from "../src/server/start-server.ts";
import { baseline, subjects } from "../src/server/subjects.ts";

/** What differs from the good request. */
interface Variation {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

const origin = { origin: "https://example.com" };
const variations: Record<string, Variation> = {
  "a good request": {},
  "a query": { path: `${goodRequest.path}?a=b` },
  "a content type with parameters": { headers: { "content-type": "Application/JSON; charset=utf-8" } },
  "another content type": { headers: { "content-type": "text/plain" } },
  "an accept header that rules JSON out": { headers: { accept: "application/json;q=0, */*" } },
  "an accept header that allows JSON": { headers: { accept: "text/html, application/*;q=0.5" } },
  "an unknown path": { path: "/clusters//assume-role-for-pod-identity" },
  "another method": { method: "GET", body: "" },
  "a page": { headers: origin },
  "a page's broken request": { headers: origin, body: "{" },
  "a preflight": {
    method: "OPTIONS",
    headers: { ...origin, "access-control-request-method": "POST" },
    body: "",
  },
  "invalid UTF-8": { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) },
  "an empty body": { body: "" },
  "JSON that isn't an object": { body: "[]" },
  "broken JSON": { body: '{"token":' },
  "a null token": { body: '{"token":null}' },
  "a token of another type": { body: '{"token":{}}' },
  "an empty token": { body: '{"token":""}' },
  "a token of the wrong form": { body: '{"token":"a.b"}' },
  "an encoded cluster name": { path: "/clusters/my%2Dcluster/assume-role-for-pod-identity" },
  "a cluster name that isn't UTF-8": { path: "/clusters/%ff/assume-role-for-pod-identity" },
  "two broken constraints": { path: "/clusters/-/assume-role-for-pod-identity", body: "{}" },
  "a cluster name that is too long": {
    path: `/clusters/${"%F0%9F%90%8B".repeat(101)}/assume-role-for-pod-identity`,
  },
  "a body that is too large": { body: `{"token":"${"a".repeat(262_144)}"}` },
};

let bare: ServerProcess;
let ours: ServerProcess;

beforeAll(async () => {
  const stub = subjects.find(({ name }) => name === "eks-auth-node") ?? baseline;
  [bare, ours] = await Promise.all([startServer(baseline), startServer(stub)]);
});

afterAll(async () => {
  await bare[Symbol.asyncDispose]();
  await ours[Symbol.asyncDispose]();
});

test.for(Object.entries(variations))("answers as the stub does: %s", async ([, variation]) => {
  const expected = await send(ours, variation);
  const answer = await send(bare, variation);
  expect(answer).toEqual(expected);
});

/** The answer, as far as two servers can agree on it: of an error, who reads it decides the words. */
async function send(server: ServerProcess, variation: Variation): Promise<object> {
  const { method, path, headers, body } = {
    ...goodRequest,
    ...variation,
    headers: { ...goodRequest.headers, ...variation.headers },
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
