import * as clientPackage from "@eks-auth/client";
import { type ErrorName, errors } from "@eks-auth/types";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as stub from "../src/gen/index.ts";
import { assumedRole } from "./assumed-role.ts";
import { Caller } from "./eks-auth-client.ts";
import { HostedServer } from "./hosted-server.ts";

const input = { clusterName: "prod", token: "header.payload.signature" };

type Implementation = stub.EKSAuthFrontendService["assumeRoleForPodIdentity"];

let server: HostedServer;
let caller: Caller;
let implementation: Implementation;
/** The ids of the requests that the implementation answered, oldest first. */
let requestIds: string[];

beforeAll(async () => {
  const handler = stub.createEKSAuthFrontendHandler(
    {
      assumeRoleForPodIdentity(request, call) {
        requestIds.push(call.requestId);
        return implementation(request, call);
      },
    },
    { onError() {} },
  );
  server = await HostedServer.start(handler);
  caller = new Caller(server.url);
});

beforeEach(() => {
  requestIds = [];
  implementation = () => assumedRole;
});

afterAll(async () => {
  caller[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Makes a call that has to fail, and hands back what the client threw. */
async function catchError(): Promise<unknown> {
  return caller.assumeRole(input).then(
    () => expect.unreachable("the call has to fail"),
    (error: unknown) => error,
  );
}

describe("a call that succeeds", () => {
  test("hands the input to the implementation and its output to the caller", async () => {
    const inputs: unknown[] = [];
    implementation = (request) => {
      inputs.push(request);
      return assumedRole;
    };
    const { $metadata, ...output } = await caller.assumeRole(input);
    expect(inputs).toStrictEqual([input]);
    expect(output).toStrictEqual(assumedRole);
    expect(output.credentials.expiration).toBeInstanceOf(Date);
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: requestIds[0], attempts: 1 });
  });

  test("may come later", async () => {
    implementation = () => Promise.resolve(assumedRole);
    expect(await caller.assumeRole(input)).toMatchObject(assumedRole);
  });
});

const stubClasses = { ...stub };
const clientClasses = { ...clientPackage };

describe.each(Object.entries(errors))("%s", (name, { status, fault }) => {
  const StubError = stubClasses[name as ErrorName];
  const ClientError = clientClasses[name as ErrorName];

  test.each([
    [
      "thrown",
      (error: Error): never => {
        throw error;
      },
    ],
    ["rejected with", (error: Error) => Promise.reject(error)],
  ])("%s, is the client's own class of that name", async (_, fail: (error: Error) => Promise<never>) => {
    implementation = () => fail(new StubError({ message: "for the caller: é \u{1f600}" }));
    const error = await catchError();
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toBeInstanceOf(clientPackage.EKSAuthServiceException);
    expect(error).toMatchObject({
      name,
      message: "for the caller: é \u{1f600}",
      $fault: fault,
      $metadata: { httpStatusCode: status, requestId: requestIds[0], attempts: 1 },
    });
    expect(requestIds).toHaveLength(1);
  });

  test("agrees with the model on the server's side", () => {
    expect(new StubError()).toMatchObject({ name, status, fault });
  });

  test("needs no message", async () => {
    implementation = () => {
      throw new StubError();
    };
    const error = await catchError();
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: status } });
  });
});

test("an unexpected error is an InternalServerException that tells nothing", async () => {
  implementation = () => {
    throw new Error("canary");
  };
  const error = await catchError();
  expect(error).toBeInstanceOf(clientPackage.InternalServerException);
  expect(error).toMatchObject({
    message: "The service met an unexpected error.",
    $metadata: { httpStatusCode: 500, requestId: requestIds[0] },
  });
  expect(JSON.stringify(error)).not.toContain("canary");
});

test("an output that the model doesn't allow is one too", async () => {
  implementation = () => ({ ...assumedRole, audience: undefined as unknown as string });
  expect(await catchError()).toBeInstanceOf(clientPackage.InternalServerException);
});

test("an output's members that the model doesn't have stay on the server", async () => {
  const { credentials } = assumedRole;
  implementation = () => ({ ...assumedRole, canary: 1, credentials: { ...credentials, canary: 1 } });
  expect(JSON.stringify(await caller.assumeRole(input))).not.toContain("canary");
});

test("an input that breaks a constraint comes back with the reason", async () => {
  const error = await caller.assumeRole({ ...input, clusterName: "-" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(clientPackage.InvalidParameterException);
  expect(error).toMatchObject({ message: expect.stringContaining("'/clusterName'") });
  expect(requestIds).toEqual([]);
});
