import { createServer } from "node:net";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { answerError, answerSuccess, type StsAnswer, writeSuccess } from "@eks-auth/test-kit/fake-sts";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { CredentialIssuerError } from "../../../src/credentials/credential-issuer.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { checkStsEndpoint, createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import { entitle } from "../sample-entitlement.ts";
import { refuseSession, role, targetRole } from "./refuse-session.ts";
import { useFakeSts } from "./use-fake-sts.ts";

stopClock();
clearProxies();

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

  test("the body never ends", async () => {
    setup.sts.answer = (response) => sendEndlessly(response.writeHead(200, ok));
    const error = await refuseSession(setup.sts.url);
    expect(error.message).toContain("a response that is not from STS (more than 262144 bytes)");
    expect(setup.sts.calls).toHaveLength(1);
  });

  test("its proxy is not reachable", async () => {
    vi.stubEnv("HTTPS_PROXY", "http://user:canary@127.0.0.1:1");
    expect((await refuseSession(undefined)).message).toBe(
      `STS could not be reached through the proxy at 127.0.0.1:1 (from HTTPS_PROXY) for AssumeRole for ${role} (ECONNREFUSED).`,
    );
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

test("AWS's own endpoint is called through the proxy of the environment", async () => {
  await using proxy = await ConnectProxy.start();
  // So that nothing leaves this machine.
  proxy.isRefusing = true;
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.stubEnv("NO_PROXY", "10.0.0.0/8,.api.aws");
  // The proxy's answer is not taken for one of STS.
  const body =
    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>canary</Message></Error></ErrorResponse>";
  proxy.refusal = `HTTP/1.1 403 Forbidden\r\ncontent-type: text/xml\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  expect(await refuseSession(undefined)).toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("(from HTTPS_PROXY) for AssumeRole for"),
  });
  expect(new Set(proxy.targets)).toEqual(new Set(["sts.eu-west-1.amazonaws.com:443"]));
});

describe("an http endpoint", () => {
  /** An address that is reserved for documentation. */
  const unsafe = "http://198.51.100.1";
  const folder = useTempFolder("sts-endpoint");

  beforeEach(async () => {
    await folder.write("default", `[default]\nendpoint_url = ${unsafe}\n`);
    const services = `[default]\nservices = local\n[services local]\nsts =\n  endpoint_url = ${unsafe}\n`;
    await folder.write("services", services);
  });

  test.each([
    ["AWS_ENDPOINT_URL_STS", () => vi.stubEnv("AWS_ENDPOINT_URL_STS", unsafe)],
    ["AWS_ENDPOINT_URL", () => vi.stubEnv("AWS_ENDPOINT_URL", unsafe)],
    ["endpoint_url in a file", () => vi.stubEnv("AWS_CONFIG_FILE", folder.resolve("default"))],
    ["a services section in a file", () => vi.stubEnv("AWS_CONFIG_FILE", folder.resolve("services"))],
  ])("that is set by %s gets no call, and is found at start", async (_source, set) => {
    set();
    const message =
      /The endpoint at 198\.51\.100\.1 is not safe .* AWS_ENDPOINT_URL_STS .* AWS_ENDPOINT_URL, .* endpoint_url /;
    expect(await refuseSession(undefined)).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(message),
    });
    const checking = checkStsEndpoint({ region: "eu-west-1" });
    await expect(checking).rejects.toMatchObject({
      code: "endpoint_unsafe",
      message: expect.stringMatching(message),
    });
    await checkStsEndpoint({ region: "eu-west-1", endpoint: setup.sts.url });
  });

  test("gets no call from the default chain either", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
    vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/service");
    vi.stubEnv("AWS_ENDPOINT_URL_STS", unsafe);
    vi.stubEnv("AWS_REGION", "eu-west-1");
    const error = await refuseSession(setup.sts.url);
    expect(error.message).toContain("found none (The endpoint at 198.51.100.1 is not safe");
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

test("each call of AssumeRole is run as a step, and fails with the error's code", async () => {
  const outcomes: string[] = [];
  const issuer = createStsIssuer({
    region: "eu-west-1",
    endpoint: setup.sts.url,
    async runCall(work) {
      return work().then(
        (result) => {
          outcomes.push("success");
          return result;
        },
        (error: CredentialIssuerError) => {
          outcomes.push(error.code);
          throw error;
        },
      );
    },
  });
  setup.sts.answer = answerSuccess;
  const request = createSessionRequest(entitle({ targetRole }), "session");
  await issuer.issue(request);
  setup.sts.answer = answerError(403, "AccessDenied", "no");
  await expect(issuer.issue(request)).rejects.toThrow(CredentialIssuerError);
  expect(outcomes).toEqual(["success", "success", "role_refused"]);
});
