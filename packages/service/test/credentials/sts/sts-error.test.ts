import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { stopClock } from "../../stopped-clock.ts";
import { own, stubOwnCredentials } from "./own-environment.ts";
import { refuseSession, role, targetRole } from "./refuse-session.ts";
import { answerError, answerSession, type StsStandIn, startStsStandIn } from "./sts-stand-in.ts";

stopClock();

let sts: StsStandIn;

beforeEach(async () => {
  stubOwnCredentials();
  sts = await startStsStandIn();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.stop();
});

describe("what STS answers with decides", () => {
  test.each([
    [403, "AccessDenied", "role refused", ": the reason"],
    [403, "AccessDeniedException", "role refused", ": the reason"],
    [400, "MalformedPolicyDocument", "invalid request", ": the reason"],
    [400, "PackedPolicyTooLarge", "invalid request", ": the reason"],
    [400, "ValidationError", "invalid parameter", ": the reason"],
    [400, "InvalidParameterValue", "invalid parameter", ": the reason"],
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
  ])("%i %s: %s", async (status, code, kind, quoted) => {
    sts.answer = answerError(status, code, "the reason");
    const error = await refuseSession(sts.endpoint);
    expect(error.kind).toBe(kind);
    const text = `STS answered AssumeRole for ${role} with ${code.replace(/Exception$/, "")} `;
    expect(error.message).toContain(`${text}(status ${status}, request ID request-id-0)${quoted}`);
    expect(sts.calls).toHaveLength(1);
  });

  test("in the second call too, where a session of ours that is refused is no fault of the pod's", async () => {
    for (const [code, kind] of [
      ["AccessDenied", "role refused"],
      ["ExpiredToken", "unavailable"],
    ] as const) {
      const refuse = answerError(403, code, "no");
      sts.answer = (response, call, request) =>
        (call.parameters.RoleArn === role ? answerSession : refuse)(response, call, request);
      const error = await refuseSession(sts.endpoint, { chained: true });
      expect(error.kind).toBe(kind);
      expect(error.message).toContain(`STS answered AssumeRole for ${targetRole.arn} with ${code}`);
    }
  });
});

test("a message that repeats what the call was signed with is cleared of it, and stays one short line", async () => {
  const repeated = `${own.secretAccessKey}, ${own.sessionToken}\n${"x".repeat(10_000)}`;
  sts.answer = answerError(403, "AccessDenied", repeated);
  const { message } = await refuseSession(sts.endpoint);
  expect(message).toContain(": [redacted], [redacted] xxx");
  expect(message.length).toBeLessThan(1100);
  expect(message).not.toMatch(/[^\x20-\x7e]/);
});

test("what is wrong with a signature is not repeated: the canonical request has the session token", async () => {
  sts.answer = answerError(403, "SignatureDoesNotMatch", "x-amz-security-token:canary-changed");
  expect((await refuseSession(sts.endpoint)).kind).toBe("unavailable");
});
