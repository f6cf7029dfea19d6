import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cart } from "../pods.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

let cluster: DevCluster;
let upstream: UpstreamServer;
let running: RunningAgent;
let token: string;

beforeAll(async () => {
  [cluster, upstream] = await Promise.all([startDevCluster(), UpstreamServer.start()]);
  running = await RunningAgent.start(upstream.url, {
    listen: [
      { host: "127.0.0.1", port: 0 },
      { host: "::1", port: 0 },
    ],
  });
  token = await cluster.mintToken(cart());
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await Promise.all([upstream[Symbol.asyncDispose](), cluster.stop()]);
});

describe("credentials", () => {
  test("are what AWS SDKs read, over IPv4 and IPv6, on any port", async () => {
    const { urls } = running.agent;
    expect(urls.map((url) => url.replace(/\d+$/, "PORT"))).toEqual([
      "http://127.0.0.1:PORT",
      "http://[::1]:PORT",
    ]);
    for (const url of urls) {
      const answer = await ask(url, { token });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        AccessKeyId: "ASIA0000000000000001",
        SecretAccessKey: "canary-secret-access-key",
        Token: "canary-session-token",
        AccountId: "444455556666",
        Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      expect(Date.parse(answer.body.Expiration ?? "")).toBeGreaterThan(Date.now() + 3_500_000);
    }
    expect(upstream.calls).toEqual([{ clusterName: "blue", token }]);
  });

  test("have the content type that the SDK for Go compares with ==, and aren't kept by others", async () => {
    const { headers } = await ask(running.url, { token });
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("are given whatever the query says", async () => {
    expect((await ask(running.url, { token, path: "/v1/credentials?roleArn=x&y=%zz" })).status).toBe(200);
  });

  test("are given to a token with white space around it, as a file may have it", async () => {
    expect((await ask(running.url, { token: ` ${token}\t` })).status).toBe(200);
  });
});

describe("an error", () => {
  test("has its code and message as every AWS SDK looks for them", async () => {
    const { status, headers, body } = await ask(running.url);
    expect(status).toBe(400);
    expect(headers["content-type"]).toBe("application/json");
    const code = "MissingAuthenticationTokenException";
    const message = expect.stringMatching(/^There is no token\. /);
    expect(body).toEqual({ code, message, Code: code, Message: message });
    expect(body.Message).toBe(body.message);
  });

  test.each([
    "/",
    "/v1/credentials/",
    "/v1",
    "/V1/credentials",
    "//v1/credentials",
    "/v1/credentials%3F",
    "*",
  ])("is 404 at %s", async (path) => {
    expect(await ask(`${running.url}`, { token, path })).toMatchObject({
      status: 404,
      body: { code: "NotFound" },
    });
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("is 405 for %s", async (method) => {
    const answer = await ask(running.url, { token, method });
    expect(answer).toMatchObject({
      status: 405,
      headers: { allow: "GET" },
      body: { code: "MethodNotAllowed" },
    });
  });

  test("is 405 without a body for HEAD", async () => {
    const answer = await ask(running.url, { token, method: "HEAD" });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET" }, text: "" });
  });

  test.each([
    ["no text", "", "MissingAuthenticationTokenException", "There is no token."],
    ["white space", " ", "MissingAuthenticationTokenException", "There is no token."],
    ["Bearer and a token", "Bearer x.y.z", "InvalidTokenException", 'begins with "Bearer"'],
    ["bearer alone", "bearer", "InvalidTokenException", 'begins with "Bearer"'],
    ["another scheme", "Basic eDp5", "InvalidTokenException", "doesn't hold a JSON Web Token"],
    ["garbage", "garbage", "InvalidTokenException", "doesn't hold a JSON Web Token"],
    ["five parts", "a.b.c.d.e", "InvalidTokenException", "doesn't hold a JSON Web Token"],
    ["three parts of garbage", "a.b.c", "InvalidTokenException", "header is not a JSON object"],
  ])("says what is wrong with %s in place of a token", async (_name, text, code, message) => {
    const answer = await running.ask(text);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(answer.body.message).toContain(message);
  });
});
