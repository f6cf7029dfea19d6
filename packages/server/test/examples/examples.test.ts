import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway } from "./lambda-gateway.ts";

// An example listens where it is told to; 0 is any free port.
process.env.PORT = "0";

const examples: [string, () => Promise<Server>][] = [
  ["node-http", async () => (await import("../../examples/node-http.ts")).server],
  ["hono", async () => (await import("../../examples/hono.ts")).server as Server],
  ["fastify", async () => (await import("../../examples/fastify.ts")).server],
  [
    "lambda",
    async () => createGateway((await import("../../examples/lambda.ts")).handler).listen(0, "127.0.0.1"),
  ],
];

const json = { "content-type": "application/json" };

/** What a test changes about a request. */
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

  /** Asks for a role in a cluster, on a connection of its own: some hosts close it after a body that nobody read. */
  function call(cluster: string, { headers, ...init }: Change = {}): Promise<Response> {
    return fetch(`${url}/clusters/${cluster}/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { connection: "close", ...(headers ?? json) },
      body: '{"token":"header.payload.signature"}',
      ...init,
    });
  }

  test("answers", async () => {
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
  ])("refuses as the stub does: %s, %i %s", async (cluster, status, error, init) => {
    const response = await call(cluster, init);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([status, error]);
  });

  // Fastify decodes paths by itself, and answers for those that it can't.
  test.skipIf(name === "fastify")("refuses a path that isn't UTF-8", async () => {
    const response = await call("my%FFcluster");
    expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException");
  });

  test("answers a preflight", async () => {
    const headers = { origin: "https://page.example", "access-control-request-method": "POST" };
    const response = await call("my-cluster", { method: "OPTIONS", headers, body: null });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.text()).toBe("");
  });

  test.runIf(name === "hono" || name === "fastify")("leaves the app its own routes", async () => {
    const response = await fetch(`${url}/health`);
    expect(await response.text()).toBe("healthy");
  });
});
