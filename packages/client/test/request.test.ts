import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { type ReceivedRequest, startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { computeSignature, parseAuthorization } from "./sigv4.ts";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

/** Makes one call and returns the request that the server received. */
async function receiveCall(region: string): Promise<ReceivedRequest> {
  await using server = await startRecordingServer({ status: 200, body: sampleResponseJson });
  const client = new EKSAuthClient({ region, endpoint: server.url, credentials });
  await client.send(new AssumeRoleForPodIdentityCommand({ clusterName: "my-cluster", token: "a.b.c" }));
  client.destroy();
  const [request] = server.requests;
  if (request === undefined) throw new Error("the server received no request");
  return request;
}

test("the request is the one that the model describes", async () => {
  const request = await receiveCall("eu-west-1");
  expect(request.method).toBe("POST");
  expect(request.path).toBe("/clusters/my-cluster/assume-role-for-pod-identity");
  expect(request.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(request.body)).toEqual({ token: "a.b.c" });
});

test.each(["eu-west-1", "us-gov-east-1"])("the request is signed for eks-auth in %s", async (region) => {
  const request = await receiveCall(region);
  const authorization = parseAuthorization(request.headers.authorization);
  expect(authorization).toMatchObject({ accessKeyId: credentials.accessKeyId, region, service: "eks-auth" });
  expect(authorization.signedHeaders).toEqual(expect.arrayContaining(["host", "x-amz-date", "content-type"]));
  expect(authorization.signature).toBe(computeSignature(request, credentials.secretAccessKey));
});

test("the user agent has the API and the version of the package", async () => {
  const { headers } = await receiveCall("eu-west-1");
  expect(headers["user-agent"]).toContain(` api/eks-auth#${packageJson.version} `);
});
