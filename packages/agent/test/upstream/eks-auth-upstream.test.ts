import { describe, expect, test } from "vitest";
import { UpstreamError } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { answerWith, callApi, grantFor, token } from "../support/api-fixture.ts";

usePatientClock();

const grant = grantFor(3_600, 1);
const good = { ...grant, credentials: { ...grant.credentials, expiration: 2_000_000_000 } };

function without(path: string): string {
  const copy = structuredClone(good) as unknown as Record<string, Record<string, unknown>>;
  const [member = "", inner] = path.split(".");
  inner === undefined ? delete copy[member] : delete copy[member]?.[inner];
  return JSON.stringify(copy);
}

describe.concurrent("an answer that can't be understood is 503 without a quotation", () => {
  test.each([
    ["nothing", ""],
    ["HTML", `<html>${token}</html>`],
    ["half of some JSON", JSON.stringify(good).slice(0, 300)],
    ["null", "null"],
    ["a list", "[]"],
    ["a text", `"${token}"`],
    ["an empty object", "{}"],
    ["no credentials", without("credentials")],
    ["no role", without("assumedRoleUser")],
    ["no ARN of the role", without("assumedRoleUser.arn")],
    ["no association", without("podIdentityAssociation")],
    ["no association's ID", without("podIdentityAssociation.associationId")],
    ["no access key", without("credentials.accessKeyId")],
    ["no secret key", without("credentials.secretAccessKey")],
    ["no session token", without("credentials.sessionToken")],
    ["no end", without("credentials.expiration")],
    ["an end that is a text", JSON.stringify(good).replace("2000000000", '"soon"')],
    ["an end beyond all time", JSON.stringify(good).replace("2000000000", "1e300")],
    ["an access key that is a number", JSON.stringify(good).replace('"ASIA0000000000000001"', "1")],
    ["an ARN without an account", JSON.stringify(good).replace(":444455556666:", "::")],
  ])("%s", async (_name, body) => {
    const { result } = await callApi(answerWith(200, body));
    expect(result).toBeInstanceOf(UpstreamError);
    expect(result).toMatchObject({
      status: 503,
      code: "ServiceUnavailableException",
      dropsCredentials: false,
    });
    expect((result as UpstreamError).message).toMatch(
      /gave an answer that can't be understood \(status 200\)\.$/,
    );
    expect((result as UpstreamError).message).not.toContain("canary");
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
    expect(result).toMatchObject({ status: 503, dropsCredentials: false });
    expect((result as UpstreamError).message).not.toContain("html");
    expect(tries).toBe(status >= 500 ? 3 : 1);
  });
});
