import { randomBytes } from "node:crypto";
import { ownCredentials, stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { answerError, answerSuccess } from "@eks-auth/test-kit/fake-sts";
import { describe, expect, test } from "vitest";
import { refuseSession, role, targetRole } from "./refuse-session.ts";
import { useFakeSts } from "./use-fake-sts.ts";

stopClock();

const setup = useFakeSts();

describe("the code that STS answers decides the code of the error:", () => {
  test.each([
    [403, "AccessDenied", "role_refused", ": the reason"],
    [403, "AccessDeniedException", "role_refused", ": the reason"],
    [400, "MalformedPolicyDocument", "invalid_request", ": the reason"],
    [400, "PackedPolicyTooLarge", "invalid_request", ": the reason"],
    [400, "ValidationError", "invalid_parameter", ": the reason"],
    [400, "InvalidParameterValue", "invalid_parameter", ": the reason"],
    [400, "Throttling", "throttled", ": the reason"],
    [400, "ThrottlingException", "throttled", ": the reason"],
    [503, "SlowDown", "throttled", ": the reason"],
    [429, "Busy", "throttled", ": the reason"],
    [400, "ExpiredToken", "unavailable", "."],
    [400, "ExpiredTokenException", "unavailable", "."],
    [403, "InvalidClientTokenId", "unavailable", "."],
    [403, "SignatureDoesNotMatch", "unavailable", "."],
    [403, "RegionDisabledException", "unavailable", "."],
    [403, "NewInventedCode", "unavailable", "."],
    [500, "InternalFailure", "unavailable", "."],
    [503, "ServiceUnavailable", "unavailable", "."],
  ])("%i %s: %s", async (status, stsCode, code, quoted) => {
    setup.sts.answer = answerError(status, stsCode, "the reason");
    const error = await refuseSession(setup.sts.url);
    expect(error.code).toBe(code);
    const text = `STS answered AssumeRole for ${role} with ${stsCode.replace(/Exception$/, "")} `;
    expect(error.message).toContain(`${text}(status ${status}, request ID request-id-0)${quoted}`);
    expect(setup.sts.calls).toHaveLength(1);
  });

  test("in the second call, too: it is `unavailable` if STS does not accept the first session", async () => {
    for (const [stsCode, code] of [
      ["AccessDenied", "role_refused"],
      ["ExpiredToken", "unavailable"],
    ] as const) {
      const refuse = answerError(403, stsCode, "no");
      setup.sts.answer = (response, call, request) =>
        (call.parameters.RoleArn === role ? answerSuccess : refuse)(response, call, request);
      const error = await refuseSession(setup.sts.url, { chained: true });
      expect(error.code).toBe(code);
      expect(error.message).toContain(`STS answered AssumeRole for ${targetRole.arn} with ${stsCode}`);
    }
  });
});

test("secrets in a message are redacted, and it stays one short line", async () => {
  const repeated = `${ownCredentials.secretAccessKey}, ${ownCredentials.sessionToken}\n${"too long ".repeat(1000)}`;
  setup.sts.answer = answerError(403, "AccessDenied", repeated);
  const { message } = await refuseSession(setup.sts.url);
  expect(message).toContain(": [redacted], [redacted] too long");
  expect(message.length).toBeLessThan(1100);
  expect(message).not.toMatch(/[^\x20-\x7e]/);
});

test("parts of secrets, and what looks like one, are redacted in the message, the code and the request ID", async () => {
  const secret = randomBytes(200).toString("base64");
  stubOwnCredentials({ ...ownCredentials, sessionToken: secret });
  const token = "eyJhbGciOiJFUzI1NiJ9.e30.x";
  setup.sts.answer = answerError(403, "AccessDenied", `${secret.slice(30, 80)}, ${token}`);
  const denied = await refuseSession(setup.sts.url);
  expect(denied.message).toContain(": [redacted], [redacted]. The role's trust");
  setup.sts.answer = (response) => {
    const xml = `<ErrorResponse><Error><Code>${token}</Code><Message>no</Message></Error></ErrorResponse>`;
    response.writeHead(403, { "content-type": "text/xml", "x-amzn-requestid": token }).end(xml);
  };
  const unknown = await refuseSession(setup.sts.url);
  expect(unknown.message).toBe(
    `STS answered AssumeRole for ${role} with [redacted] (status 403, request ID [redacted]).`,
  );
});

test("the message of a signature error is not quoted: the canonical request has the session token", async () => {
  setup.sts.answer = answerError(403, "SignatureDoesNotMatch", "x-amz-security-token:canary-changed");
  expect((await refuseSession(setup.sts.url)).code).toBe("unavailable");
});
