import { EKSAuth } from "@eks-auth/client-light";
import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { sampleExpiration, sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { describe, expect, test } from "vitest";

const input = { clusterName: "my cluster", token: "a.b.c" };
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session" };
const startServer = () => startRecordingServer({ status: 200, body: sampleResponseJson });

test("sends the operation's request, signed, and reads the response", async () => {
  await using server = await startServer();
  const client = new EKSAuth({ region: "eu-west-1", endpoint: server.url, credentials });
  const { $metadata, ...output } = await client.assumeRoleForPodIdentity(input);
  client.close();

  expect(output).toEqual({
    ...sampleResponseJson,
    credentials: { ...sampleResponseJson.credentials, expiration: new Date(sampleExpiration * 1_000) },
  });
  expect($metadata).toMatchObject({ status: 200, requestId: undefined, attempts: 1 });
  expect($metadata.headers["content-type"]).toBe("application/json");

  const [request] = server.requests;
  expect(request).toMatchObject({
    method: "POST",
    path: "/clusters/my%20cluster/assume-role-for-pod-identity",
    headers: { "content-type": "application/json", "x-amz-security-token": "session" },
  });
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/eks-auth\/aws4_request, SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
  );
  expect(JSON.parse(request?.body ?? "")).toEqual({ token: "a.b.c" });
});

test("sends no signature if the credentials are null", async () => {
  await using server = await startServer();
  const client = new EKSAuth({ region: "eu-west-1", endpoint: server.url, credentials: null });
  await client.assumeRoleForPodIdentity(input);
  client.close();
  expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
});

describe("headers", () => {
  const signedHeaders = (authorization = "") => /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";");

  test("as a value are sent with every request, and signed", async () => {
    await using server = await startServer();
    const headers = { "X-Caller": "me" };
    const client = new EKSAuth({ region: "eu-west-1", endpoint: server.url, credentials, headers });
    await client.assumeRoleForPodIdentity(input);
    client.close();
    const [request] = server.requests;
    expect(request?.headers["x-caller"]).toBe("me");
    expect(signedHeaders(request?.headers.authorization)).toContain("x-caller");
  });

  test("as an async function are asked for in each call; those of the call win", async () => {
    await using server = await startServer();
    let calls = 0;
    const client = new EKSAuth({
      region: "eu-west-1",
      endpoint: server.url,
      credentials: null,
      headers: async () => ({ authorization: `Bearer ${++calls}`, "x-caller": "client" }),
    });
    await client.assumeRoleForPodIdentity(input);
    await client.assumeRoleForPodIdentity(input, { headers: { "x-caller": "call" } });
    client.close();
    expect(server.requests.map(({ headers }) => [headers.authorization, headers["x-caller"]])).toEqual([
      ["Bearer 1", "client"],
      ["Bearer 2", "call"],
    ]);
  });
});

test("a signal aborts a call with its reason", async () => {
  await using server = await startServer();
  const client = new EKSAuth({ region: "eu-west-1", endpoint: server.url, credentials: null });
  const reason = new Error("enough");
  const call = client.assumeRoleForPodIdentity(input, { signal: AbortSignal.abort(reason) });
  await expect(call).rejects.toBe(reason);
  client.close();
  expect(server.requests).toEqual([]);
});
