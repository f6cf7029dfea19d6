import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { LambdaHttpEvent, LambdaHttpResult } from "@eks-auth/server/lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Creates a server that calls a Lambda function like a function URL does. */
function createGateway(handler: (event: LambdaHttpEvent) => Promise<LambdaHttpResult>): Server {
  return createServer(async (incoming, outgoing) => {
    const [rawPath = "", rawQueryString = ""] = (incoming.url ?? "").split("?");
    const body = await text(incoming);
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    const event: LambdaHttpEvent = {
      rawPath,
      rawQueryString,
      headers: Object.fromEntries(headers),
      ...(body === "" ? {} : { body: Buffer.from(body).toString("base64") }),
      isBase64Encoded: body !== "",
      requestContext: { stage: "$default", http: { method: incoming.method ?? "GET" } },
    };
    // Lambda passes only JSON.
    const result: LambdaHttpResult = JSON.parse(
      JSON.stringify(await handler(JSON.parse(JSON.stringify(event)))),
    );
    outgoing.writeHead(result.statusCode, result.headers);
    outgoing.end(Buffer.from(result.body, result.isBase64Encoded ? "base64" : "utf8"));
  });
}

// The examples listen on this port; 0 is any free port.
process.env.PORT = "0";

const examples: [string, () => Promise<Server>][] = [
  ["node", async () => (await import("../stub-node/main.ts")).server],
  ["hono", async () => (await import("../stub-hono/main.ts")).server as Server],
  ["fastify", async () => (await import("../stub-fastify/main.ts")).server],
  ["express", async () => (await import("../stub-express/main.ts")).server],
  [
    "lambda",
    async () => createGateway((await import("../stub-lambda/main.ts")).handler).listen(0, "127.0.0.1"),
  ],
];

const json = { "content-type": "application/json" };

/** The changes to a valid request. */
interface Change {
  method?: string;
  headers?: Record<string, string>;
  body?: string | null;
}

describe.each(examples)("the example %s", (name, start) => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = await start();
    if (!server.listening) {
      await once(server, "listening");
    }
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  /** Sends a request for a cluster on a new connection, because some hosts close it after an unread body. */
  function call(cluster: string, { headers, ...init }: Change = {}): Promise<Response> {
    return fetch(`${url}/clusters/${cluster}/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { connection: "close", ...(headers ?? json) },
      body: '{"token":"header.payload.signature"}',
      ...init,
    });
  }

  test("returns credentials", async () => {
    const response = await call("my-cluster");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-amzn-requestid")).toBeTruthy();
    expect(await response.json()).toMatchObject({ credentials: { accessKeyId: "ASIAEXAMPLE" } });
  });

  test.each<[string, number, string, Change]>([
    ["other-cluster", 404, "ResourceNotFoundException", {}],
    ["my-cluster", 400, "InvalidParameterException", { body: "{}" }],
    ["my-cluster", 400, "SerializationException", { body: "{" }],
    ["my-cluster/nowhere", 404, "UnknownOperationException", {}],
    ["my-cluster", 405, "MethodNotAllowedException", { method: "PUT" }],
    ["my-cluster", 406, "NotAcceptableException", { headers: { ...json, accept: "text/html" } }],
    ["my-cluster", 413, "RequestEntityTooLargeException", { body: "x".repeat(300_000) }],
    ["my-cluster", 415, "UnsupportedMediaTypeException", { headers: { "content-type": "text/plain" } }],
  ])("returns the errors of the stub: %s, %i %s", async (cluster, status, error, init) => {
    const response = await call(cluster, init);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([status, error]);
  });

  // Fastify decodes paths itself, and answers if it can't.
  test.skipIf(name === "fastify")("rejects a path that isn't UTF-8", async () => {
    const response = await call("my%FFcluster");
    expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException");
  });

  test("answers a CORS preflight", async () => {
    const headers = { origin: "https://page.example", "access-control-request-method": "POST" };
    const response = await call("my-cluster", { method: "OPTIONS", headers, body: null });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.text()).toBe("");
  });

  test.runIf(name === "express")("keeps the app's body parser", async () => {
    const body = '{"a":[1]}';
    const response = await fetch(`${url}/echo`, { method: "POST", headers: json, body });
    expect(await response.text()).toBe(body);
  });

  test.runIf(["hono", "fastify", "express"].includes(name))("keeps the app's other routes", async () => {
    const response = await fetch(`${url}/health`);
    expect(await response.text()).toBe("healthy");
  });
});
