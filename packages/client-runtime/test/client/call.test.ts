import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { describe, expect, test } from "vitest";
import { createGreetingClient } from "../greeting-service.ts";
import { platforms } from "../platforms.ts";

describe.each(platforms)("a call with the platform %s", (_name, platform) => {
  test("sends the input, and returns the output with the facts of the response", async () => {
    const headers = { "x-amzn-requestid": "request-1" };
    await using server = await startRecordingServer({
      status: 200,
      headers,
      body: { greeting: "Hello, Ada" },
    });
    using client = createGreetingClient(platform, { endpoint: server.url, userAgent: "my-tool/1.2" });
    expect(await client.greet("Ada")).toEqual({
      greeting: "Hello, Ada",
      $metadata: {
        status: 200,
        requestId: "request-1",
        attempts: 1,
        headers: expect.objectContaining({ "content-type": "application/json" }),
      },
    });
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        path: "/greetings",
        headers: {
          host: new URL(server.url).host,
          "content-type": "application/json",
          "content-length": "14",
          "amz-sdk-request": "attempt=1; max=3",
          "amz-sdk-invocation-id": expect.stringMatching(/^[\da-f-]{36}$/),
          [platform.userAgentHeader]: expect.stringMatching(/^api\/Greeting lang\/js md\/\S+ my-tool\/1\.2$/),
        },
        body: '{"name":"Ada"}',
      },
    ]);
  });

  test("sends the headers of the client and of the call, in lower case; those of the call count", async () => {
    await using server = await startRecordingServer({ status: 200, body: {} });
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      headers: async () => ({ "X-Both": "client", "X-Client": "1", "Content-Type": "application/x" }),
    });
    await client.greet("Ada", { headers: { "x-BOTH": "call" } });
    expect(server.requests[0]?.headers).toMatchObject({
      "x-both": "call",
      "x-client": "1",
      "content-type": "application/x",
    });
  });

  test("signs the headers of the client", async () => {
    await using server = await startRecordingServer({ status: 200, body: {} });
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      headers: { "X-Caller": "token" },
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "session" },
    });
    await client.greet();
    const { authorization, "x-amz-security-token": token } = server.requests[0]?.headers ?? {};
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/greeting\/aws4_request, SignedHeaders=\S*;x-caller, /,
    );
    expect(token).toBe("session");
  });

  test("sends each try with another signature, but the same ID", async () => {
    let status = 503;
    await using server = await startRecordingServer({
      get status() {
        return status;
      },
      body: {},
    });
    using client = createGreetingClient(platform, {
      endpoint: server.url,
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
      retryDelay: () => {
        status = 200;
        return 0;
      },
    });
    const { $metadata } = await client.greet();
    expect($metadata.attempts).toBe(2);
    const [first, second] = server.requests.map(({ headers }) => headers);
    expect(first?.["amz-sdk-request"]).toBe("attempt=1; max=3");
    expect(second?.["amz-sdk-request"]).toBe("attempt=2; max=3");
    expect(first?.["amz-sdk-invocation-id"]).toBe(second?.["amz-sdk-invocation-id"]);
    expect(first?.authorization).not.toBe(second?.authorization);
  });
});
