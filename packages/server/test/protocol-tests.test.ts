import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "../src/gen/index.ts";
import * as stub from "../src/gen/index.ts";
import { assumedRole } from "./assumed-role.ts";
import { goodRequest } from "./good-request.ts";
import { HostedServer, type Sent } from "./hosted-server.ts";
import {
  collectErrorCases,
  collectMalformedCases,
  collectOutputCases,
  collectRequestCases,
  type RequestCase,
} from "./protocol/cases.ts";
import { expectRefusal, expectResponse } from "./protocol/expect-answer.ts";
import { convertParams } from "./protocol/params.ts";

/** The classes of the modelled errors, among whatever else the stub exports. */
const exported: Record<string, unknown> = { ...stub };

type ErrorClass = new (members: { message?: string }) => stub.ModeledError;

let server: HostedServer;
/** What the implementation got since the test began. */
let inputs: AssumeRoleForPodIdentityRequest[];
/** What the implementation does. */
let implement: () => AssumeRoleForPodIdentityResponse;

beforeAll(async () => {
  const handler = stub.createEKSAuthFrontendHandler({
    assumeRoleForPodIdentity(input) {
      inputs.push(input);
      return implement();
    },
  });
  server = await HostedServer.start(handler);
});

beforeEach(() => {
  inputs = [];
  implement = () => assumedRole;
});

afterAll(() => server[Symbol.asyncDispose]());

/** The request of a case. Query parameters are encoded already. */
function makeRequest({ method, uri, queryParams = [], headers = {}, body }: Omit<RequestCase, "id">): Sent {
  const path = queryParams.length === 0 ? uri : `${uri}?${queryParams.join("&")}`;
  return { method, path, headers, ...(body === undefined ? {} : { body }) };
}

describe("the implementation gets the input of", () => {
  test.each(collectRequestCases())("$id", async (it) => {
    expect(await server.call(makeRequest(it))).toMatchObject({ status: 200 });
    expect(inputs).toStrictEqual([convertParams(it.params ?? {}, it.structure)]);
  });
});

describe("the caller gets the answer of", () => {
  test.each(collectOutputCases())("$id", async (it) => {
    implement = () => convertParams(it.params ?? {}, it.structure) as AssumeRoleForPodIdentityResponse;
    expectResponse(await server.call(goodRequest), it);
  });
});

describe("the caller gets the error of", () => {
  test.each(collectErrorCases())("$id", async (it) => {
    const Exception = exported[it.error] as ErrorClass;
    implement = () => {
      throw new Exception(convertParams(it.params ?? {}, it.structure) as { message?: string });
    };
    expectResponse(await server.call(goodRequest), it);
  });
});

describe("the caller is refused, and the implementation not asked, in", () => {
  test.each(collectMalformedCases())("$id", async ({ request, response }) => {
    expectRefusal(await server.call(makeRequest(request)), response);
    expect(inputs).toEqual([]);
    await server.expectToLiveOn();
  });
});
