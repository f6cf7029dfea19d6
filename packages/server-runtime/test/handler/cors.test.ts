import { describe, expect, test } from "vitest";
import type { CorsPolicy } from "../../src/index.ts";
import type { TestRequest, TestResponse } from "../test-server.ts";
import { greetPolitely, startGreeter } from "../test-services.ts";

const anyOrigin: CorsPolicy = {
  origin: "*",
  maxAgeSeconds: 600,
  allowedHeaders: "content-type, authorization",
  exposedHeaders: "x-amzn-errortype, x-amzn-requestid",
};

/** The preflight that a browser sends before a page's request. */
const preflight: TestRequest = {
  method: "OPTIONS",
  headers: { origin: "https://page.example", "access-control-request-method": "POST" },
  body: "",
};

/** Sends a request to a greeter with this policy, and then a valid one. */
async function call(policy: CorsPolicy | undefined, sent: TestRequest): Promise<TestResponse> {
  const traits = policy === undefined ? {} : { cors: policy };
  await using server = await startGreeter(greetPolitely, {}, traits);
  const response = await server.call(sent);
  await server.expectStillServing();
  return response;
}

function namesOfCorsHeaders({ headers }: TestResponse): string[] {
  return Object.keys(headers).filter((name) => name.startsWith("access-control-") || name === "vary");
}

describe("a preflight", () => {
  test("on a known path gets the policy", async () => {
    const response = await call(anyOrigin, preflight);
    expect(response).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "content-type, authorization",
        "access-control-max-age": "600",
      },
      body: "",
    });
    expect(response.headers["x-amzn-requestid"]).toBeDefined();
    expect(response.headers).not.toHaveProperty("content-length");
    expect(response.headers).not.toHaveProperty("content-type");
  });

  test("on an unknown path gets a 404 that the page can read", async () => {
    expect(await call(anyOrigin, { ...preflight, path: "/nowhere" })).toMatchObject({
      status: 404,
      headers: { "access-control-allow-origin": "*", "x-amzn-errortype": "UnknownOperationException" },
    });
  });

  test("to a service without CORS gets a 405 without CORS headers", async () => {
    const response = await call(undefined, preflight);
    expect(response).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect(namesOfCorsHeaders(response)).toEqual([]);
  });

  test.each([
    ["an origin", { "access-control-request-method": "POST" }],
    ["a method", { origin: "https://page.example" }],
  ])("isn't a preflight without %s", async (_, headers: Record<string, string>) => {
    expect(await call(anyOrigin, { ...preflight, headers })).toMatchObject({
      status: 405,
      headers: { allow: "POST" },
    });
  });
});

describe("a page's request", () => {
  const headers = { origin: "https://page.example", "content-type": "application/json" };

  test.each([
    ["a success", 200, {}],
    ["a protocol error", 400, { body: "broken" }],
    ["a 404", 404, { path: "/nowhere" }],
    ["a 405", 405, { method: "PUT" }],
    ["a 413", 413, { body: " ".repeat(300_000) }],
  ])("can read %s", async (_, status, sent: TestRequest) => {
    expect(await call(anyOrigin, { headers, ...sent })).toMatchObject({
      status,
      headers: {
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "x-amzn-errortype, x-amzn-requestid",
      },
    });
  });

  test("to a service for one origin gets a vary header", async () => {
    const policy = { ...anyOrigin, origin: "https://console.example" };
    expect(await call(policy, { headers })).toMatchObject({
      status: 200,
      headers: { "access-control-allow-origin": "https://console.example", vary: "origin" },
    });
  });

  test("to a service without CORS gets no CORS headers", async () => {
    expect(namesOfCorsHeaders(await call(undefined, { headers }))).toEqual([]);
  });
});

test("a request without an origin gets no CORS headers", async () => {
  expect(namesOfCorsHeaders(await call(anyOrigin, {}))).toEqual([]);
});
