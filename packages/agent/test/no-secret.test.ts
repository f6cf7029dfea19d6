import { inspect } from "node:util";
import {
  AccessDeniedException,
  InternalServerException,
  InvalidRequestException,
  ResourceNotFoundException,
} from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { ownCredentials, stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { sampleResponseJson } from "@eks-auth/test-kit/sample-response";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createUpstream, type TokenVerifier } from "../src/index.ts";
import { ApiServer, answerWith } from "./support/api-fixture.ts";
import { createVerifier } from "./support/cluster-verifier.ts";
import { cart, claimsOf, forgeToken } from "./support/pods.ts";
import { ask, RunningAgent } from "./support/running-agent.ts";

useSlowClock("Date");

let cluster: DevCluster;
let api: ApiServer;
/** Everything that must not contain a secret. */
let outputs: unknown[];

beforeAll(async () => {
  cluster = await startDevCluster();
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  stubOwnCredentials();
  outputs = [];
  // A library could write past the hooks.
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts) => outputs.push(parts));
  }
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => outputs.push(warning));
  api = await ApiServer.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.setSystemTime(vi.getRealSystemTime());
  vi.unstubAllEnvs();
  await api[Symbol.asyncDispose]();
});

/** Starts an agent that signs its calls. What it reports is an output. */
function start(verifyToken?: TokenVerifier): Promise<RunningAgent> {
  const keep = (event: unknown) => outputs.push(event);
  return RunningAgent.start(createUpstream({ endpoint: api.url, region: "eu-west-1" }), {
    metrics: { host: "127.0.0.1", port: 0 },
    hooks: { onGrant: keep, onRefusal: keep, onLogEvent: keep },
    verifyToken,
  });
}

/** Searches all outputs for the secrets of pod and agent, and for each part of the tokens. */
function expectNoSecret(...tokens: readonly string[]): void {
  const text = outputs
    .map((output) => inspect(output, { depth: 20, showHidden: true, maxStringLength: null }))
    .join("\n");
  // Of claims and signature, no part of 16 characters is there.
  const parts = tokens.flatMap((token) => token.slice(token.indexOf(".")).match(/.{16}/g) ?? []);
  const secrets = ["canary-secret-access-key", "canary-session-token", ...parts];
  for (const secret of [...secrets, ownCredentials.secretAccessKey, ownCredentials.sessionToken]) {
    expect(text).not.toContain(secret);
  }
}

async function readMetrics(running: RunningAgent): Promise<void> {
  outputs.push((await ask(running.agent.metricsUrl ?? "", { path: "/metrics" })).text);
}

test("credentials are only in the response", async () => {
  await using running = await start(createVerifier(cluster.issuer));
  const token = await cluster.mintToken(cart());
  expect((await running.ask(token)).body.SecretAccessKey).toBe("canary-secret-access-key");
  expect(api.headers[0]?.authorization).toContain(ownCredentials.accessKeyId);
  await readMetrics(running);
  expect(outputs).toHaveLength(2);
  expectNoSecret(token);
});

test("no failure of the API contains a secret, even if the API repeats what it got", async () => {
  await using running = await start();
  const token = await cluster.mintToken(cart());
  const tokens = [token];
  const echo = `no: ${token}`;
  const credentials = { accessKeyId: token, sessionToken: "canary-session-token" };
  const [, claims, signature] = token.split(".");
  const parts = [`${claims}.${signature}`, `${signature}`, token.slice(0, -8), token.replaceAll(".", " ")];
  const failures: (() => void)[] = [
    ...[
      AccessDeniedException,
      ResourceNotFoundException,
      InvalidRequestException,
      InternalServerException,
    ].map((Exception) => () => {
      api.listener = undefined;
      api.operation = ({ token: sent }) => {
        throw new Exception({ message: `no: ${sent}` });
      };
    }),
    ...parts.map((part) => () => {
      api.operation = () => {
        throw new AccessDeniedException({ message: part });
      };
    }),
    () =>
      answer(
        400,
        { "x-amzn-errortype": "InvalidTokenException", "x-amzn-requestid": token },
        '{"message":"no"}',
      ),
    () => answer(403, { "x-amzn-errortype": "InvalidSignatureException" }, JSON.stringify({ message: echo })),
    () => answer(403, {}, JSON.stringify({ code: token, message: echo })),
    () => answer(418, { "x-amzn-errortype": `${token} canary-secret-access-key` }, echo),
    () => answer(200, {}, `<html>${echo} canary-session-token</html>`),
    () => answer(200, {}, JSON.stringify({ credentials })),
    () => answer(500, {}, echo),
    () => {
      api.listener = ({ socket }) => socket.end(`${echo}\r\n\r\n`);
    },
  ];
  function answer(status: number, headers: Record<string, string>, body: string): void {
    api.listener = (request, response) => {
      request.resume();
      response.writeHead(status, headers).end(body);
    };
  }
  for (const [index, fail] of failures.entries()) {
    fail();
    const next = await cluster.mintToken(cart(`cart-${index}`));
    tokens.push(next);
    const response = await running.ask(next);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.body.reason).toMatch(/^[a-z_]+$/);
    outputs.push(response);
  }
  await readMetrics(running);
  expect(outputs.length).toBeGreaterThan(2 * failures.length);
  expectNoSecret(...tokens);
});

test("no success contains one, even if the API repeats what it got", async () => {
  await using running = await start();
  const token = await cluster.mintToken(cart());
  const response = structuredClone(sampleResponseJson);
  response.podIdentityAssociation.associationId = token;
  api.listener = answerWith(200, JSON.stringify(response), { "x-amzn-requestid": token });
  expect((await running.ask(token)).status).toBe(200);
  expect(outputs).toMatchObject([{ associationId: "[redacted]", requestId: "[redacted]" }]);
  response.assumedRoleUser.arn = `::::${token}:`;
  api.listener = answerWith(200, JSON.stringify(response));
  const second = await cluster.mintToken(cart("cart-1"));
  expect(await running.ask(second)).toMatchObject({ status: 503, body: { reason: "bad_response" } });
  expectNoSecret(token, second);
});

test("a failure to find the agent's own credentials contains no secret, and its cause is not sent to the pod", async () => {
  stubOwnCredentials({});
  // A program can print anything, and the error of a parser can quote it.
  const program = "sh -c 'echo canary-secret-access-key; echo canary-session-token >&2; exit 3'";
  await using folder = await makeTempFolder();
  const config = await folder.write("config", `[profile node]\ncredential_process = ${program}\n`);
  vi.stubEnv("AWS_CONFIG_FILE", config);
  vi.stubEnv("AWS_PROFILE", "node");
  await using running = await start();
  const token = await cluster.mintToken(cart());
  const response = await running.ask(token);
  expect(response).toMatchObject({
    status: 503,
    body: { code: "ServiceUnavailableException", reason: "no_signing_credentials" },
  });
  expect(response.text).not.toContain("AWS_PROFILE");
  const { message, reason } = response.body;
  const credentialsProblem = expect.stringContaining('AWS_PROFILE names the profile "node"');
  // One from the start, one from the request.
  expect(outputs).toHaveLength(2);
  const code = "signing_credentials_missing";
  expect(outputs).toContainEqual({ level: "warn", code, message, credentialsProblem });
  expect(outputs).toContainEqual(expect.objectContaining({ reason, message, credentialsProblem }));
  outputs.push(response);
  expectNoSecret(token);
});

test("no rejection of a token contains a part of it", async () => {
  await using running = await start(createVerifier(cluster.issuer));
  const token = await cluster.mintToken(cart());
  const forged = forgeToken(claimsOf(token));
  const texts = [
    `Bearer ${token}`,
    `${token} ${token}`,
    `${token}.x`,
    token.slice(10),
    forged,
    await cluster.mintToken({ ...cart(), audience: "sts.amazonaws.com" }),
    forgeToken({ ...claimsOf(token), exp: token }),
    forgeToken({ ...claimsOf(token), "kubernetes.io": { namespace: token } }),
  ];
  for (const text of texts) {
    const response = await running.ask(text);
    expect(response.status).toBe(400);
    outputs.push(response);
  }
  for (const request of [
    { path: `/${token}` },
    { host: `${token.slice(0, 60)}.example.org` },
    { method: "POST" },
  ]) {
    outputs.push(await ask(running.url, { token, ...request }));
  }
  await readMetrics(running);
  expectNoSecret(token, ...texts);
});

test("a failed renewal contains no secret", async () => {
  await using running = await start();
  const token = await cluster.mintToken(cart());
  await running.ask(token);
  api.operation = ({ token: sent }) => {
    throw new AccessDeniedException({ message: `no: ${sent}` });
  };
  // Renewals depend on the date.
  vi.setSystemTime(Date.now() + 2_401_000);
  await expect.poll(() => outputs).toHaveLength(2);
  expect(outputs[1]).toMatchObject({ message: expect.stringContaining("The pod loses its credentials") });
  expectNoSecret(token);
});

test("an unexpected error contains no secret, even if its message does", async () => {
  await using running = await start(async (token) => {
    throw Object.assign(new Error(`canary-secret-access-key ${token}`), { token });
  });
  const token = await cluster.mintToken(cart());
  const response = await running.ask(token);
  expect(response.status).toBe(500);
  outputs.push(response);
  expectNoSecret(token);
});

test("a failed connection to the API does not show the password in its URL", async () => {
  const endpoint = api.url.replace("//", "//user:canary-password@");
  api.listener = ({ socket }) => socket.destroy();
  await using running = await RunningAgent.start(endpoint);
  const response = await running.ask(await cluster.mintToken(cart()));
  expect(response.status).toBe(503);
  outputs.push(response, running.refusals, running.logEvents);
  expect(inspect(outputs, { depth: 20 })).not.toContain("canary-password");
});
