import type { RequestListener } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { grantFor } from "../upstream-server.ts";
import { answerWith, callApi, type Outcome, token } from "./call-api.ts";

usePatientClock();

function fail(status: number, name: string, message = "why"): RequestListener {
  return answerWith(status, JSON.stringify({ message }), {
    "x-amzn-errortype": name,
    "x-amzn-requestid": "request-1",
  });
}

describe.concurrent("an error of the model is passed on with its message", () => {
  test.each([
    ["AccessDeniedException", 400, true, 1],
    ["ExpiredTokenException", 400, true, 1],
    ["InvalidTokenException", 400, true, 1],
    ["ResourceNotFoundException", 404, true, 1],
    ["InvalidParameterException", 400, false, 1],
    ["InvalidRequestException", 400, false, 1],
    ["ThrottlingException", 429, false, 3],
    ["InternalServerException", 500, false, 3],
    ["ServiceUnavailableException", 503, false, 3],
  ])(
    "%s (%i), which drops credentials: %s, after tries: %i",
    async (name, status, dropsCredentials, tries) => {
      const outcome = await callApi(fail(status, name));
      expect(outcome.result).toBeInstanceOf(UpstreamError);
      expect(outcome.result).toMatchObject({
        status,
        code: name,
        message: "why",
        dropsCredentials,
        requestId: "request-1",
      });
      expect(outcome.tries).toBe(tries);
    },
  );
});

describe.concurrent("what AWS's front door says to the agent is no matter of the pod's", () => {
  test.each([
    ["ExpiredTokenException", 403],
    ["InvalidSignatureException", 403],
    ["MissingAuthenticationTokenException", 403],
    ["UnrecognizedClientException", 403],
    ["AccessDeniedException", 403],
    ["InvalidTokenException", 403],
    ["ResourceNotFoundException", 400],
    ["AccessDeniedException", 404],
    ["SomethingNew", 418],
  ])("%s with %i is 503 and drops nothing", async (name, status) => {
    const { result, tries } = await callApi(fail(status, name, `bad ${token}`));
    expect(result).toMatchObject({
      status: 503,
      code: "ServiceUnavailableException",
      dropsCredentials: false,
    });
    expect(result).toMatchObject({
      requestId: "request-1",
      message: expect.stringContaining(status < 404 ? "refuses the agent" : "can't be understood"),
    });
    expect((result as UpstreamError).message).not.toContain(token);
    expect(tries).toBe(1);
  });
});

describe("a call", () => {
  const grant = grantFor(3_600, 1);
  const good = { ...grant, credentials: { ...grant.credentials, expiration: 2_000_000_000 } };
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await callApi(answerWith(200, JSON.stringify(good), { "x-amzn-requestid": "request-2" }));
  });

  test("brings what pods need", () => {
    expect(outcome.result).toEqual({
      accessKeyId: "ASIA0000000000000001",
      secretAccessKey: "canary-secret-access-key",
      sessionToken: "canary-session-token",
      expiration: new Date(2_000_000_000_000),
      accountId: "444455556666",
      associationId: "a-abcdefghijklmnopq",
      requestId: "request-2",
    });
  });

  test("says who calls", () => {
    expect(outcome.headers["user-agent"]).toMatch(/ eks-auth-agent\/\d+\.\d+\.\d+/);
    expect(outcome.headers["content-type"]).toBe("application/json");
  });
});

test("a message that quotes the token is passed on without it", async () => {
  const { result } = await callApi(fail(400, "InvalidTokenException", `${token} is not valid`));
  expect((result as UpstreamError).message).toBe("[token] is not valid");
});
