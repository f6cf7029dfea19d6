import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { describe, expect, test } from "vitest";
import { createGreetingClient, greet } from "../greeting-service.ts";
import { platforms } from "../platforms.ts";

describe.each(platforms)("a call with the platform %s", (_name, platform) => {
  test("sends the input, and returns the output with the facts of the response", async () => {
    await using server = await startRecordingServer({
      status: 200,
      headers: { "x-amzn-requestid": "request-1" },
      body: { greeting: "Hello, Ada" },
    });
    const client = createGreetingClient(platform, { endpoint: server.url });
    const output = await client.call(greet, { name: "Ada" });
    client.close();
    expect(output).toEqual({
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
        },
        body: '{"name":"Ada"}',
      },
    ]);
  });
});
