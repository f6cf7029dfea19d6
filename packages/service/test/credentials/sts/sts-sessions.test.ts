import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CredentialIssuerError } from "../../../src/credentials/credential-issuer.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { createStsIssuer } from "../../../src/credentials/sts/sts-issuer.ts";
import { endAfter, expectSoon, stopClock } from "../../stopped-clock.ts";
import { entitle } from "../sample-entitlement.ts";
import { stubOwnCredentials } from "./own-environment.ts";
import { refuseSession, role, targetRole } from "./refuse-session.ts";
import {
  answerError,
  answerSession,
  type StsAnswer,
  type StsStandIn,
  startStsStandIn,
  writeSession,
} from "./sts-stand-in.ts";

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

/** Sends the head and a part of the body of an answer, and leaves the rest to the callback. */
function begin(then: (response: Parameters<StsAnswer>[0]) => void): StsAnswer {
  return (response, call) => {
    const body = writeSession(call);
    response.writeHead(200, { "content-type": "text/xml", "content-length": body.length });
    response.write(body.slice(0, -100), () => then(response));
  };
}

const ok = { "content-type": "text/xml" };

describe("it is unavailable where", () => {
  test.each<[string, StsAnswer]>([
    ["nothing comes", () => {}],
    ["the body stalls", begin(() => {})],
    ["it is too slow", (...args) => void setTimeout(() => answerSession(...args), 301)],
  ])("%s", async (_, answer) => {
    sts.answer = answer;
    const refused = refuseSession(sts.endpoint, { timeoutMs: 300 });
    await expectSoon(() => sts.calls.length).toBe(1);
    const error = await endAfter(300, refused);
    expect(error.kind).toBe("unavailable");
    expect(error.message).toBe(`STS did not answer AssumeRole for ${role} within 300 ms.`);
  });

  test("nothing comes in the time that an agent leaves, if nothing else is said", async () => {
    sts.answer = () => {};
    const refused = refuseSession(sts.endpoint, { timeoutMs: undefined });
    await expectSoon(() => sts.calls.length).toBe(1);
    expect((await endAfter(900, refused)).message).toContain("within 900 ms");
  });

  test.each<[string, StsAnswer, RegExp]>([
    ["the connection is lost", (response) => response.destroy(), /could not be reached .* \(ECONNRESET\)/],
    ["the connection is lost in the body", begin((response) => response.destroy()), /STS (could|answered)/],
    ["the body isn't XML", (response) => response.writeHead(200, ok).end("<<canary>>"), /not its own/],
    ["the body is HTML", (response) => response.writeHead(502).end("<html>canary"), /not its own/],
    ["the body is cut", (response, call) => response.end(writeSession(call).slice(0, 500)), /not its own/],
    ["the body is empty", (response) => response.writeHead(200, ok).end(), /without a session/],
    ["the status alone says so", (response) => response.writeHead(503).end(), /with Unknown \(status 503/],
    ["it redirects", (response) => response.writeHead(302, { location: "/" }).end(), /status 302/],
    [
      "the time is none",
      (response, call) => response.end(writeSession(call).replace("2030-01-02T03:04:05Z", "canary")),
      /not its own/,
    ],
  ])("%s", async (_, answer, message) => {
    sts.answer = answer;
    const error = await refuseSession(sts.endpoint);
    expect(error.kind).toBe("unavailable");
    expect(error.message).toMatch(message);
    expect(sts.calls.length).toBeLessThanOrEqual(2);
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
  ])("the answer has no %s", async (element) => {
    sts.answer = (response, call) => {
      const body = writeSession(call).replace(new RegExp(`<${element}>.*</${element}>`, "s"), "");
      response.writeHead(200, ok).end(body);
    };
    const error = await refuseSession(sts.endpoint);
    expect(error.kind).toBe("unavailable");
    expect(error.message).toContain(element);
  });

  test("two calls of a chain take too long together", async () => {
    sts.answer = (...args) => void setTimeout(() => answerSession(...args), 600);
    const refused = refuseSession(sts.endpoint, { chained: true, timeoutMs: 900 });
    await expectSoon(() => sts.calls.length).toBe(1);
    await vi.advanceTimersByTimeAsync(600);
    await expectSoon(() => sts.calls.length).toBe(2);
    const error = await endAfter(300, refused);
    expect(error.message).toContain(`for ${targetRole.arn} within 900 ms`);
  });

  test("nothing listens", async () => {
    const error = await refuseSession("http://127.0.0.1:1");
    expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("(ECONNREFUSED)") });
  });

  test("what listens isn't HTTP", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-canary\r\n")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    expect((await refuseSession(`http://127.0.0.1:${port}`)).kind).toBe("unavailable");
    server.close();
  });

  test("this service has no credentials of its own", async () => {
    stubOwnCredentials({});
    const error = await refuseSession(sts.endpoint);
    expect(error.kind).toBe("unavailable");
    expect(error.message).toContain("the AWS SDK's default chain found none (CredentialsProviderError)");
    expect(sts.calls).toEqual([]);
  });

  test("the role that this service should have refuses it", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
    vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/service");
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.endpoint);
    vi.stubEnv("AWS_REGION", "eu-west-1");
    sts.answer = answerError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    const error = await refuseSession(sts.endpoint);
    expect(error.kind).toBe("unavailable");
    expect(sts.calls.map(({ parameters }) => parameters.Action)).toContain("AssumeRoleWithWebIdentity");
  });

  test("its credentials don't come in time", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${sts.endpoint}/credentials`);
    sts.answer = () => {};
    const refused = refuseSession(sts.endpoint, { timeoutMs: 300 });
    await expectSoon(() => sts.calls.length).toBe(1);
    expect(await endAfter(300, refused)).toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("found none within 300 ms"),
    });
  });
});

test("the first success after failures is answered: none is kept", async () => {
  const issuer = createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint });
  const request = createSessionRequest(entitle(), () => "cart-session");
  sts.answer = answerError(403, "AccessDenied", "no");
  await expect(issuer.issue(request)).rejects.toBeInstanceOf(CredentialIssuerError);
  sts.answer = answerSession;
  await expect(issuer.issue(request)).resolves.toBeDefined();
});
