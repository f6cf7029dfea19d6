import * as clientPackage from "@eks-auth/client";
import { anyCharacter } from "@eks-auth/test-kit/any-character";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import {
  type AssumeRoleForPodIdentityRequest,
  type AssumeRoleForPodIdentityResponse,
  type ErrorName,
  errors,
} from "@eks-auth/types";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as stub from "../src/gen/index.ts";
import { StubServer } from "./stub-server.ts";

/** The generated client, without retries. */
class Caller implements Disposable {
  readonly #client: clientPackage.EKSAuthClient;

  /** @param endpoint - the server's URL */
  constructor(endpoint: string) {
    this.#client = new clientPackage.EKSAuthClient({
      region: "eu-west-1",
      endpoint,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
    });
  }

  assumeRole(
    input: AssumeRoleForPodIdentityRequest,
  ): Promise<clientPackage.AssumeRoleForPodIdentityCommandOutput> {
    return this.#client.send(new clientPackage.AssumeRoleForPodIdentityCommand(input));
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }
}

const input = { clusterName: "prod", token: "header.payload.signature" };

type Implementation = stub.EKSAuthFrontendService["assumeRoleForPodIdentity"];

let server: StubServer;
let caller: Caller;
let implementation: Implementation;
/** The ids of the requests that the implementation received, oldest first. */
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
  server = await StubServer.start(handler);
  caller = new Caller(server.url);
});

beforeEach(() => {
  requestIds = [];
  implementation = () => sampleResponse;
});

afterAll(async () => {
  caller[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Makes a call that must fail, and returns the error of the client. */
async function catchError(): Promise<unknown> {
  return caller.assumeRole(input).then(
    () => expect.unreachable("the call succeeded"),
    (error: unknown) => error,
  );
}

describe("a call that succeeds", () => {
  test("passes the input to the implementation and the output to the client", async () => {
    const inputs: unknown[] = [];
    implementation = (request) => {
      inputs.push(request);
      return sampleResponse;
    };
    const { $metadata, ...output } = await caller.assumeRole(input);
    expect(inputs).toStrictEqual([input]);
    expect(output).toStrictEqual(sampleResponse);
    expect(output.credentials.expiration).toBeInstanceOf(Date);
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: requestIds[0], attempts: 1 });
  });

  test("can return a promise", async () => {
    implementation = () => Promise.resolve(sampleResponse);
    expect(await caller.assumeRole(input)).toMatchObject(sampleResponse);
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
  ])("%s, becomes the client's class of that name", async (_, fail: (error: Error) => Promise<never>) => {
    implementation = () => fail(new StubError({ message: "for the client: é \u{1f600}" }));
    const error = await catchError();
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toBeInstanceOf(clientPackage.EKSAuthServiceException);
    expect(error).toMatchObject({
      name,
      message: "for the client: é \u{1f600}",
      $fault: fault,
      $metadata: { httpStatusCode: status, requestId: requestIds[0], attempts: 1 },
    });
    expect(requestIds).toHaveLength(1);
  });

  test("has the model's status and fault in the stub", () => {
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

test("an unexpected error becomes an InternalServerException without details", async () => {
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

test("an output that doesn't match the model becomes an InternalServerException", async () => {
  implementation = () => ({ ...sampleResponse, audience: undefined as unknown as string });
  expect(await catchError()).toBeInstanceOf(clientPackage.InternalServerException);
});

test("output members that aren't in the model are not sent", async () => {
  const { credentials } = sampleResponse;
  implementation = () => ({ ...sampleResponse, canary: 1, credentials: { ...credentials, canary: 1 } });
  expect(JSON.stringify(await caller.assumeRole(input))).not.toContain("canary");
});

test("an input that breaks a constraint is rejected with the reason", async () => {
  const error = await caller.assumeRole({ ...input, clusterName: "-" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(clientPackage.InvalidParameterException);
  expect(error).toMatchObject({ message: expect.stringContaining("'/clusterName'") });
  expect(requestIds).toEqual([]);
});

/** Every input that the model allows. */
const inputs: fc.Arbitrary<AssumeRoleForPodIdentityRequest> = fc.record({
  clusterName: fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/),
  token: fc.stringMatching(/^[A-Za-z0-9\-_=]{1,300}\.[A-Za-z0-9\-_=]{1,300}\.[A-Za-z0-9\-_=]{1,300}$/),
});

/** Any JavaScript string: every Unicode character, and unpaired surrogates. */
const text = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

/** Every output that the model allows, within the years of a Smithy timestamp. */
const outputs: fc.Arbitrary<AssumeRoleForPodIdentityResponse> = fc.record({
  subject: fc.record({ namespace: text, serviceAccount: text }),
  audience: text,
  podIdentityAssociation: fc.record({ associationArn: text, associationId: text }),
  assumedRoleUser: fc.record({ arn: text, assumeRoleId: text }),
  credentials: fc.record({
    sessionToken: text,
    secretAccessKey: text,
    accessKeyId: text,
    expiration: fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    }),
  }),
});

test("every input and output that the model allows arrives unchanged", async () => {
  let received: AssumeRoleForPodIdentityRequest | undefined;
  let nextOutput: AssumeRoleForPodIdentityResponse | undefined;
  const handler = stub.createEKSAuthFrontendHandler({
    assumeRoleForPodIdentity(input) {
      received = input;
      if (nextOutput === undefined) throw new Error("no output is set");
      return nextOutput;
    },
  });
  await using stubServer = await StubServer.start(handler);
  using client = new Caller(stubServer.url);

  await fc.assert(
    // toEqual, because a record of fast-check has no prototype.
    fc.asyncProperty(inputs, outputs, async (input, output) => {
      nextOutput = output;
      const { $metadata, ...result } = await client.assumeRole(input);
      expect(received).toEqual(input);
      expect(result).toEqual(output);
    }),
    { numRuns: 300 },
  );
});
