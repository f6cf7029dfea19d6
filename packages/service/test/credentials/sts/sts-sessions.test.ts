import { createServer } from "node:net";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { answerError, answerSuccess, type StsAnswer, writeSuccess } from "@eks-auth/test-kit/fake-sts";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { describe, expect, test, vi } from "vitest";
import { CredentialIssuerError } from "../../../src/credentials/credential-issuer.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import { entitle } from "../sample-entitlement.ts";
import { refuseSession, role, targetRole } from "./refuse-session.ts";
import { useFakeSts } from "./use-fake-sts.ts";

stopClock();

const setup = useFakeSts();

/** Sends the head and a part of the body of a response, and leaves the rest to the callback. */
function begin(then: (response: Parameters<StsAnswer>[0]) => void): StsAnswer {
  return (response, call) => {
    const body = writeSuccess(call);
    response.writeHead(200, { "content-type": "text/xml", "content-length": body.length });
    response.write(body.slice(0, -100), () => then(response));
  };
}

const ok = { "content-type": "text/xml" };

describe("it is unavailable if", () => {
  test.each<[string, StsAnswer]>([
    ["there is no response", () => {}],
    ["the body stalls", begin(() => {})],
    ["it is too slow", (...args) => void setTimeout(() => answerSuccess(...args), 301)],
  ])("%s", async (_, answer) => {
    setup.sts.answer = answer;
    const refused = refuseSession(setup.sts.url, { timeoutMs: 300 });
    await expectSoon(() => setup.sts.calls.length).toBe(1);
    const error = await endAfter(300, refused);
    expect(error.code).toBe("unavailable");
    expect(error.message).toBe(`STS did not answer AssumeRole for ${role} within 300 ms.`);
  });

  test("there is no response within 900 ms, the default", async () => {
    setup.sts.answer = () => {};
    const refused = refuseSession(setup.sts.url, { timeoutMs: undefined });
    await expectSoon(() => setup.sts.calls.length).toBe(1);
    expect((await endAfter(900, refused)).message).toContain("within 900 ms");
  });

  test.each<[string, StsAnswer, RegExp]>([
    ["the connection is lost", (response) => response.destroy(), /could not be reached .* \(ECONNRESET\)/],
    [
      "the connection is lost in the body",
      begin((response) => response.destroy()),
      /STS could not be reached|not from STS/,
    ],
    ["the body is not XML", (response) => response.writeHead(200, ok).end("<<canary>>"), /not from STS/],
    ["the body is HTML", (response) => response.writeHead(502).end("<html>canary"), /not from STS/],
    ["the body is cut", (response, call) => response.end(writeSuccess(call).slice(0, 500)), /not from STS/],
    ["the body is empty", (response) => response.writeHead(200, ok).end(), /without a session/],
    ["only the status says so", (response) => response.writeHead(503).end(), /with Unknown \(status 503/],
    ["it redirects", (response) => response.writeHead(302, { location: "/" }).end(), /status 302/],
    [
      "the time is malformed",
      (response, call) => response.end(writeSuccess(call).replace("2030-01-02T03:04:05Z", "canary")),
      /not from STS/,
    ],
  ])("%s", async (_, answer, message) => {
    setup.sts.answer = answer;
    const error = await refuseSession(setup.sts.url);
    expect(error.code).toBe("unavailable");
    expect(error.message).toMatch(message);
    expect(setup.sts.calls.length).toBeLessThanOrEqual(2);
  });

  test.each([
    "Credentials",
    "AccessKeyId",
    "SecretAccessKey",
    "SessionToken",
    "Expiration",
    "AssumedRoleUser",
    "Arn",
    "AssumedRoleId",
  ])("the response has no %s", async (element) => {
    setup.sts.answer = (response, call) => {
      const body = writeSuccess(call).replace(new RegExp(`<${element}>.*</${element}>`, "s"), "");
      response.writeHead(200, ok).end(body);
    };
    const error = await refuseSession(setup.sts.url);
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain(element);
  });

  test("two calls of a chain take too long together", async () => {
    setup.sts.answer = (...args) => void setTimeout(() => answerSuccess(...args), 600);
    const refused = refuseSession(setup.sts.url, { chained: true, timeoutMs: 900 });
    await expectSoon(() => setup.sts.calls.length).toBe(1);
    await vi.advanceTimersByTimeAsync(600);
    await expectSoon(() => setup.sts.calls.length).toBe(2);
    const error = await endAfter(300, refused);
    expect(error.message).toContain(`for ${targetRole.arn} within 900 ms`);
  });

  test("nothing listens on the port", async () => {
    const error = await refuseSession("http://127.0.0.1:1");
    expect(error).toMatchObject({ code: "unavailable", message: expect.stringContaining("(ECONNREFUSED)") });
  });

  test("the server does not speak HTTP", async () => {
    await using server = await listenOnLoopback(createServer((socket) => socket.end("SSH-2.0-canary\r\n")));
    expect((await refuseSession(`http://127.0.0.1:${server.port}`)).code).toBe("unavailable");
  });

  test("this service has no AWS credentials", async () => {
    stubOwnCredentials({});
    const error = await refuseSession(setup.sts.url);
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("the AWS SDK's default chain found none (CredentialsProviderError)");
    expect(setup.sts.calls).toEqual([]);
  });

  test("the service's own role refuses it", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
    vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/service");
    vi.stubEnv("AWS_ENDPOINT_URL_STS", setup.sts.url);
    vi.stubEnv("AWS_REGION", "eu-west-1");
    setup.sts.answer = answerError(
      403,
      "AccessDenied",
      "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    );
    const error = await refuseSession(setup.sts.url);
    expect(error.code).toBe("unavailable");
    expect(setup.sts.calls.map(({ parameters }) => parameters.Action)).toContain("AssumeRoleWithWebIdentity");
  });

  test("the service's credentials are not resolved in time", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${setup.sts.url}/credentials`);
    setup.sts.answer = () => {};
    const refused = refuseSession(setup.sts.url, { timeoutMs: 300 });
    await expectSoon(() => setup.sts.calls.length).toBe(1);
    expect(await endAfter(300, refused)).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("found none within 300 ms"),
    });
  });
});

test("a failure is not cached: the next call can succeed", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url });
  const request = createSessionRequest(entitle(), "cart-session");
  setup.sts.answer = answerError(403, "AccessDenied", "no");
  await expect(issuer.issue(request)).rejects.toBeInstanceOf(CredentialIssuerError);
  setup.sts.answer = answerSuccess;
  await expect(issuer.issue(request)).resolves.toBeDefined();
});
