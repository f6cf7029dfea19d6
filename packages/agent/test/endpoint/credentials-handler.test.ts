import { afterAll, describe, expect, test } from "vitest";
import { FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, bothLoopbacks, RunningAgent } from "../support/running-agent.ts";

const upstream = new FakeUpstream();
const token = await mintPodToken();
const running = await RunningAgent.start(upstream, { listen: bothLoopbacks });

afterAll(() => running[Symbol.asyncDispose]());

describe("credentials", () => {
  test("have the form that AWS SDKs read, over IPv4 and IPv6, on any port", async () => {
    const { urls } = running.agent;
    expect(urls.map((url) => url.replace(/\d+$/, "PORT"))).toEqual([
      "http://127.0.0.1:PORT",
      "http://[::1]:PORT",
    ]);
    for (const url of urls) {
      const response = await ask(url, { token });
      expect(response.status).toBe(200);
      expect(response.body).toEqual({
        AccessKeyId: "ASIA0000000000000001",
        SecretAccessKey: "canary-secret-access-key",
        Token: "canary-session-token",
        AccountId: "444455556666",
        Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      expect(Date.parse(response.body.Expiration ?? "")).toBeGreaterThan(Date.now() + 3_500_000);
    }
    expect(upstream.calls).toEqual([{ at: expect.any(Number), clusterName: "blue", token }]);
  });

  test("have exactly the content type that the SDK for Go expects, and must not be stored", async () => {
    const { headers } = await ask(running.url, { token });
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("are returned for any query", async () => {
    expect((await ask(running.url, { token, path: "/v1/credentials?roleArn=x&y=%zz" })).status).toBe(200);
  });

  test("are returned for a token with white space around it, as from a file", async () => {
    expect((await ask(running.url, { token: ` ${token}\t` })).status).toBe(200);
  });
});

describe("an error", () => {
  test("has code and message in the members that AWS SDKs read, and a reason", async () => {
    const { status, headers, body } = await ask(running.url);
    expect(status).toBe(400);
    expect(headers["content-type"]).toBe("application/json");
    const code = "MissingAuthenticationTokenException";
    const message = expect.stringMatching(/^There is no token\. /);
    expect(body).toEqual({ code, message, Code: code, Message: message, reason: "missing_token" });
    expect(body.Message).toBe(body.message);
  });

  const paths = [
    "/",
    "/v1/credentials/",
    "/v1",
    "/V1/credentials",
    "//v1/credentials",
    "/v1/credentials%3F",
    "*",
  ];
  test.each(paths)("is 404 for the path %s", async (path) => {
    expect(await ask(`${running.url}`, { token, path })).toMatchObject({
      status: 404,
      body: { code: "NotFound", reason: "not_found" },
    });
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("is 405 for %s", async (method) => {
    expect(await ask(running.url, { token, method })).toMatchObject({
      status: 405,
      headers: { allow: "GET" },
      body: { code: "MethodNotAllowed", reason: "method_not_allowed" },
    });
  });

  test("is 405 without a body for HEAD", async () => {
    const response = await ask(running.url, { token, method: "HEAD" });
    expect(response).toMatchObject({ status: 405, headers: { allow: "GET" }, text: "" });
  });

  test.each([
    ["no text", "", "MissingAuthenticationTokenException", "There is no token."],
    ["white space", " ", "MissingAuthenticationTokenException", "There is no token."],
    ["Bearer and a token", "Bearer x.y.z", "InvalidTokenException", 'starts with "Bearer"'],
    ["only bearer", "bearer", "InvalidTokenException", 'starts with "Bearer"'],
    ["another scheme", "Basic eDp5", "InvalidTokenException", "is not a JSON Web Token"],
    ["garbage", "garbage", "InvalidTokenException", "is not a JSON Web Token"],
    ["five parts", "a.b.c.d.e", "InvalidTokenException", "is not a JSON Web Token"],
    ["three parts of garbage", "a.b.c", "InvalidTokenException", "header is not a JSON object"],
  ])("says what is wrong with %s instead of a token", async (_name, text, code, message) => {
    const response = await running.ask(text);
    expect(response).toMatchObject({ status: 400, body: { code } });
    expect(response.body.message).toContain(message);
  });
});
