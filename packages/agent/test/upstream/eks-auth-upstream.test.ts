import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { beforeAll, describe, expect, test } from "vitest";
import type { UpstreamError } from "../../src/index.ts";
import { answerWith, callApi, callToken, createResponse, type Outcome } from "../support/api-fixture.ts";
import { accessKeyId } from "../support/fake-upstream.ts";

useSlowClock();

const response = createResponse(3_600, 1);
const good = { ...response, credentials: { ...response.credentials, expiration: 2_000_000_000 } };

describe("a call", () => {
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await callApi(answerWith(200, JSON.stringify(good), { "x-amzn-requestid": "request-2" }));
  });

  test("returns the pod's credentials", () => {
    expect(outcome.result).toEqual({
      accessKeyId: accessKeyId(1),
      secretAccessKey: "canary-secret-access-key",
      sessionToken: "canary-session-token",
      expiration: new Date(2_000_000_000_000),
      accountId: "444455556666",
      associationId: "a-abcdefghijklmnopq",
      requestId: "request-2",
    });
  });

  test("identifies the agent", () => {
    expect(outcome.headers["user-agent"]).toMatch(/ eks-auth-agent\/\d+\.\d+\.\d+/);
    expect(outcome.headers["content-type"]).toBe("application/json");
  });
});

function without(path: string): string {
  const copy = structuredClone(good) as unknown as Record<string, Record<string, unknown>>;
  const [member = "", inner] = path.split(".");
  inner === undefined ? delete copy[member] : delete copy[member]?.[inner];
  return JSON.stringify(copy);
}

test("a body that never ends is a 503 after one try, and is left at 64 KiB", async () => {
  const { result, tries } = await callApi((_request, response) => sendEndlessly(response));
  expect(result).toMatchObject({
    status: 503,
    reason: "bad_response",
    message: expect.stringContaining("sent an unusable response of more than 65536 bytes."),
  });
  expect(tries).toBe(1);
});

describe.concurrent("an unusable response is a 503 that does not quote it:", () => {
  test.each([
    ["an empty body", ""],
    ["HTML", `<html>${callToken}</html>`],
    ["half of the JSON", JSON.stringify(good).slice(0, 300)],
    ["null", "null"],
    ["an array", "[]"],
    ["a string", `"${callToken}"`],
    ["an empty object", "{}"],
    ["no credentials", without("credentials")],
    ["no role", without("assumedRoleUser")],
    ["no ARN of the role", without("assumedRoleUser.arn")],
    ["no association", without("podIdentityAssociation")],
    ["no ID of the association", without("podIdentityAssociation.associationId")],
    ["no access key ID", without("credentials.accessKeyId")],
    ["no secret access key", without("credentials.secretAccessKey")],
    ["no session token", without("credentials.sessionToken")],
    ["no expiration", without("credentials.expiration")],
    ["an expiration that is a string", JSON.stringify(good).replace("2000000000", '"soon"')],
    ["an expiration that is no date", JSON.stringify(good).replace("2000000000", "1e300")],
    ["an access key ID that is a number", JSON.stringify(good).replace(`"${accessKeyId(1)}"`, "1")],
    ["an ARN without an account", JSON.stringify(good).replace(":444455556666:", "::")],
  ])("%s", async (_name, body) => {
    const { result } = await callApi(answerWith(200, body));
    expect(result).toMatchObject({
      status: 503,
      code: "ServiceUnavailableException",
      reason: "bad_response",
      dropsCredentials: false,
    });
    const { message } = result as UpstreamError;
    expect(message).toMatch(/ sent an unusable response \(status 200\)\.$/);
    expect(message).not.toContain("canary");
  });

  test.each([
    [404, "<html>not here</html>"],
    [400, "no"],
    [302, ""],
    [500, "<html>broken</html>"],
    [503, ""],
    [502, "<html>bad gateway</html>"],
    [504, ""],
  ])("status %i with %j", async (status, body) => {
    const { result, tries } = await callApi(answerWith(status, body, { "content-type": "text/html" }));
    expect(result).toMatchObject({ status: 503, reason: "bad_response", dropsCredentials: false });
    expect((result as UpstreamError).message).not.toContain("html");
    expect(tries).toBe(status >= 500 ? 3 : 1);
  });
});
