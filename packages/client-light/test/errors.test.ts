import * as light from "@eks-auth/client-light";
import { startRecordingServer } from "@eks-auth/test-kit/recording-server";
import { errors } from "@eks-auth/types";
import { expect, test } from "vitest";

const input = { clusterName: "my-cluster", token: "a.b.c" };

async function failWith(name: string, status: number): Promise<unknown> {
  await using server = await startRecordingServer({
    status,
    headers: { "x-amzn-errortype": name, "x-amzn-requestid": "id-1" },
    body: { message: "No." },
  });
  const client = new light.EKSAuth({
    region: "eu-west-1",
    endpoint: server.url,
    credentials: null,
    maxAttempts: 1,
  });
  try {
    return await client.assumeRoleForPodIdentity(input).catch((error: unknown) => error);
  } finally {
    client.close();
  }
}

const classes: Readonly<Record<string, unknown>> = { ...light };

test.each(Object.entries(errors))("%s has its own class", async (name, { status }) => {
  const error = await failWith(name, status);
  expect(error).toBeInstanceOf(classes[name]);
  expect(error).toBeInstanceOf(light.ServiceError);
  expect(error).toBeInstanceOf(light.ClientError);
  expect(error).toMatchObject({ name, code: name, message: "No.", status, requestId: "id-1", attempts: 1 });
});

test("an error that the model doesn't have is a ServiceError with its name", async () => {
  const error = await failWith("TeapotException", 418);
  expect(Object.getPrototypeOf(error)).toBe(light.ServiceError.prototype);
  expect(error).toMatchObject({ name: "TeapotException", code: "TeapotException", status: 418 });
});

test("there is no endpoint without a region", async () => {
  const client = new light.EKSAuth({ credentials: null });
  await expect(client.assumeRoleForPodIdentity(input)).rejects.toBeInstanceOf(light.EndpointError);
});

test("there are no credentials unless they are given", async () => {
  const client = new light.EKSAuth({ region: "eu-west-1", endpoint: "http://127.0.0.1:1" });
  await expect(client.assumeRoleForPodIdentity(input)).rejects.toMatchObject({ code: "no_credentials" });
});
