import { inspect } from "node:util";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { answerError, answerSuccess, callerArn } from "@eks-auth/test-kit/fake-sts";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { UnsafeEndpointError } from "@eks-auth/transport";
import { describe, expect, test, vi } from "vitest";
import { CredentialIssuerError } from "../../../src/credentials/credential-issuer.ts";
import { identifyStsCaller, type StsIssuerOptions } from "../../../src/credentials/sts/sts-issuer.ts";
import { useFakeSts } from "./use-fake-sts.ts";

stopClock();
clearProxies();

const setup = useFakeSts();

const identify = (options: Partial<StsIssuerOptions> = {}) =>
  identifyStsCaller({ region: "eu-west-1", endpoint: setup.sts.url, ...options });

/** The error of a caller who is not identified. It holds no secret. */
async function fail(options?: Partial<StsIssuerOptions>): Promise<CredentialIssuerError> {
  const error = await identify(options).then(
    () => expect.unreachable("the caller was identified"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CredentialIssuerError);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain("canary");
  return error as CredentialIssuerError;
}

const later = new Date(Date.now() + 7_200_000).toUTCString();

test("the caller has its ARN, by the configured endpoint", async () => {
  expect(await identify()).toEqual({ arn: callerArn, clockOffsetMs: 0 });
  expect(setup.sts.calls.map(({ parameters }) => parameters.Action)).toEqual(["GetCallerIdentity"]);
});

test("the clock of STS is compared, also if it answers with an error, and then the message says it", async () => {
  setup.sts.answer = (response, ...rest) => answerSuccess(response.setHeader("date", later), ...rest);
  expect((await identify()).clockOffsetMs).toBeGreaterThan(7_190_000);
  const refuse = answerError(403, "SignatureDoesNotMatch", "Signature expired");
  setup.sts.answer = (response, ...rest) => refuse(response.setHeader("date", later), ...rest);
  const error = await fail();
  expect(error.clockOffsetMs).toBeGreaterThan(7_190_000);
  expect(error.message).toMatch(
    /STS's clock is 7(199|200) s ahead of this machine's: set this machine's clock/,
  );
});

describe("the error is `unavailable`", () => {
  test.each([
    ["SignatureDoesNotMatch", "have another secret key, or this machine's clock is wrong."],
    ["ExpiredToken", "have expired. Renew them."],
    ["InvalidClientTokenId", "are unknown to AWS."],
  ])("if STS answers %s", async (stsCode, message) => {
    setup.sts.answer = answerError(403, stsCode, "canary");
    const error = await fail();
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain(`STS answered GetCallerIdentity with ${stsCode} (status 403`);
    expect(error.message.endsWith(message)).toBe(true);
  });

  test("if nothing listens", async () => {
    const { code, message } = await fail({ endpoint: "http://127.0.0.1:1" });
    expect([code, message]).toEqual([
      "unavailable",
      "STS could not be reached for GetCallerIdentity (ECONNREFUSED).",
    ]);
  });

  test("if there is no answer in 5 s, the default", async () => {
    setup.sts.answer = () => {};
    const failed = fail();
    await expectSoon(() => setup.sts.calls.length).toBe(1);
    expect((await endAfter(5_000, failed)).message).toContain("within 5000 ms");
  });

  test("if there are no credentials", async () => {
    stubOwnCredentials({});
    expect((await fail()).message).toContain("The service has no AWS credentials to call STS with");
  });

  test.each(["<Arn>canary</Arn>", ""])("if the response has the identity %j", async (identity) => {
    setup.sts.answer = (response) =>
      response
        .writeHead(200, { "content-type": "text/xml" })
        .end(
          `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
    expect((await fail()).message).toContain("without an ARN");
  });
});

test("an endpoint on the network gets no request", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_STS", "http://198.51.100.1");
  await expect(identify({ endpoint: undefined })).rejects.toBeInstanceOf(UnsafeEndpointError);
});
