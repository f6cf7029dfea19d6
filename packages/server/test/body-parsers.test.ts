import { createServer, type RequestListener } from "node:http";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { blobStreams, createHandler } from "@eks-auth/server-runtime";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import express, { type RequestHandler } from "express";
import { fastify } from "fastify";
import { describe, expect, test, vi } from "vitest";
import { createEKSAuthFrontendHandler } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const text = '{"token":"header.payload.signature","note":"é"}';
const json = { "content-type": "application/json" };

/** What the hooks of a handler got. */
class Seen {
  readonly bodies: string[] = [];
  readonly errors: unknown[] = [];
}

/** Creates a listener whose operation fails after its request was read. */
function createListener(seen: Seen): ReturnType<typeof createNodeListener> {
  const handler = createEKSAuthFrontendHandler<undefined>(
    {
      assumeRoleForPodIdentity() {
        throw new Error("done");
      },
    },
    {
      authenticate: ({ body }) => void seen.bodies.push(Buffer.from(body).toString()),
      onError: (error) => void seen.errors.push(error),
    },
  );
  return createNodeListener(handler);
}

/** Keeps the bytes that a body parser of Express has read. */
function keepBytes(request: object, _response: unknown, rawBody: Buffer): void {
  Object.assign(request, { rawBody });
}

interface Sent {
  headers?: Record<string, string>;
  body?: string | Uint8Array | ReadableStream;
}

async function send(listener: RequestListener, { headers = json, body = text }: Sent = {}): Promise<number> {
  await using server = await listenOnLoopback(createServer(listener));
  const response = await fetch(`${server.url}/clusters/my-cluster/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { connection: "close", ...headers },
    body: body as string,
    duplex: "half",
  } as RequestInit);
  await response.arrayBuffer();
  return response.status;
}

/** Sends a request to an Express app that reads the body in front of the listener. */
async function sendToExpress(parser: RequestHandler, sent?: Sent): Promise<Seen> {
  const seen = new Seen();
  const app = express();
  app.use(parser);
  app.use(createListener(seen));
  expect(await send(app, sent)).toBe(500);
  return seen;
}

describe("a body that Express has read", () => {
  test.each<[string, RequestHandler, Sent]>([
    ["express.raw", express.raw({ type: "*/*" }), {}],
    ["express.raw, sent in chunks", express.raw({ type: "*/*" }), { body: new Blob([text]).stream() }],
    ["express.text", express.text({ type: "*/*" }), {}],
    ["express.json, but for another type", express.json({ type: "text/x" }), {}],
    ["express.json that keeps the bytes", express.json({ verify: keepBytes }), {}],
    [
      "express.json that keeps the bytes, sent in chunks",
      express.json({ verify: keepBytes }),
      { body: new Blob([text]).stream() },
    ],
    ["no parser", (_request, _response, next) => next(), {}],
  ])("with %s has its bytes", async (_, parser, sent) => {
    const { bodies, errors } = await sendToExpress(parser, sent);
    expect(bodies).toEqual([text]);
    expect(errors).toEqual([new Error("done")]);
  });

  test.each<[string, RequestHandler, Sent, RegExp]>([
    ["express.json", express.json(), {}, /express\.json/],
    [
      "express.urlencoded",
      express.urlencoded(),
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "a=b" },
      /express\.json/,
    ],
    [
      "express.text, sent in chunks",
      express.text({ type: "*/*" }),
      { body: new Blob([text]).stream() },
      /other bytes/,
    ],
    [
      "express.text, in another charset",
      express.text({ type: "*/*" }),
      { headers: { "content-type": "application/json; charset=latin1" }, body: Buffer.from(text, "latin1") },
      /other bytes/,
    ],
    [
      "express.raw, compressed",
      express.raw({ type: "*/*" }),
      { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(text) },
      /inflate: false/,
    ],
    [
      "express.json that keeps the bytes, compressed",
      express.json({ verify: keepBytes }),
      { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(text) },
      /other bytes/,
    ],
    [
      "express.json that keeps a text instead of bytes",
      express.json({
        verify: (request, _, bytes) => void Object.assign(request, { rawBody: String(bytes) }),
      }),
      {},
      /express\.json.*`rawBody` by the parser's option `verify`/,
    ],
    [
      "its own code",
      (request, _response, next) => void buffer(request).then(() => next()),
      {},
      /property `body` is missing/,
    ],
  ])("with %s is named as the cause at once", async (_, parser, sent, message) => {
    const { bodies, errors } = await sendToExpress(parser, sent);
    expect(bodies).toEqual([]);
    expect(errors).toMatchObject([{ code: "body_consumed", message: expect.stringMatching(message) }]);
  });

  test("is empty if the client sent none", async () => {
    const seen = new Seen();
    const app = express();
    app.use((request, _response, next) => void buffer(request).then(() => next()), createListener(seen));
    expect(await send(app, { body: "" })).toBe(400);
    expect(seen).toEqual({ bodies: [""], errors: [] });
  });
});

test("a body that Fastify has parsed is named as the cause at once", async () => {
  const seen = new Seen();
  const listen = createListener(seen);
  const app = fastify();
  app.post("/*", async (request, reply) => {
    reply.hijack();
    await listen(request.raw, reply.raw);
  });
  await app.ready();
  expect(await send((request, response) => app.routing(request, response))).toBe(500);
  expect(seen.errors).toMatchObject([{ code: "body_consumed", message: expect.stringMatching(/Fastify/) }]);
});

test("a body that was parsed is limited, and can be streamed into an operation", async () => {
  const onError = vi.fn();
  const handler = createHandler(
    {
      operations: {
        Run: {
          name: "Run",
          streamsInput: true,
          streams: blobStreams,
          errors: {},
          invoke: async ({ stream }) => ({ status: 200, headers: {}, body: stream }),
        },
      },
      route: () => ({ found: true, operation: "Run", labels: [] }),
      createInternalError: () => {
        throw new Error("unexpected");
      },
    },
    { maxStreamedBodyBytes: 5, onError },
  );
  const app = express();
  app.use(express.raw({ type: "*/*" }), createNodeListener(handler));
  await using server = await listenOnLoopback(createServer(app));
  const short = await fetch(server.url, { method: "POST", body: "12345" });
  expect(await short.text()).toBe("12345");
  const long = await fetch(server.url, { method: "POST", body: "123456" });
  await expect(long.text()).rejects.toThrow();
  expect(onError.mock.lastCall).toMatchObject([{ code: "RequestEntityTooLargeException" }, {}]);
});
