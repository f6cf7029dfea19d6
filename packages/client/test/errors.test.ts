import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
  EKSAuthServiceException,
  ExpiredTokenException,
} from "@eks-auth/client";
import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { expect, test } from "vitest";

test("a modelled error is an instance of its class and of the service's base class", async () => {
  await using server = await startRecordingServer({
    status: 400,
    headers: { "x-amzn-errortype": "ExpiredTokenException", "x-amzn-requestid": "request-1" },
    body: { message: "the token has expired" },
  });
  const client = new EKSAuthClient({
    region: "eu-west-1",
    endpoint: server.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  const error = await client
    .send(new AssumeRoleForPodIdentityCommand({ clusterName: "my-cluster", token: "a.b.c" }))
    .catch((reason: unknown) => reason);
  client.destroy();

  expect(error).toBeInstanceOf(ExpiredTokenException);
  expect(error).toBeInstanceOf(EKSAuthServiceException);
  expect(error).toMatchObject({
    name: "ExpiredTokenException",
    message: "the token has expired",
    $fault: "client",
    $metadata: { httpStatusCode: 400, requestId: "request-1" },
  });
  expect(server.requests, "a client error is not retried").toHaveLength(1);
});
