import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  AccessDeniedException,
  InternalServerException,
  InvalidRequestException,
  ResourceNotFoundException,
} from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { ownCredentials as own, stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createUpstream, type TokenVerifier } from "../src/index.ts";
import { usePatientClock } from "./patient-clock.ts";
import { cart, claimsOf, forgeToken } from "./pods.ts";
import { UpstreamServer } from "./support/api-fixture.ts";
import { createVerifier } from "./support/cluster-verifier.ts";
import { ask, RunningAgent } from "./support/running-agent.ts";

usePatientClock("Date");

let cluster: DevCluster;
let upstream: UpstreamServer;
/** Everything that may hold no secret. */
let written: unknown[];

beforeAll(async () => {
  cluster = await startDevCluster();
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  stubOwnCredentials();
  written = [];
  // What a library might write past the hooks is looked through, too.
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, method).mockImplementation((...parts) => written.push(parts));
  }
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => written.push(warning));
  upstream = await UpstreamServer.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.setSystemTime(vi.getRealSystemTime());
  vi.unstubAllEnvs();
  await upstream[Symbol.asyncDispose]();
});

/** Starts an agent that signs what it sends, and keeps what its hooks are told. */
function start(verifyToken?: TokenVerifier): Promise<RunningAgent> {
  const keep = (event: unknown) => written.push(event);
  return RunningAgent.start(upstream.url, {
    upstream: createUpstream({ endpoint: upstream.url, region: "eu-west-1" }),
    metrics: { host: "127.0.0.1", port: 0 },
    hooks: { onGrant: keep, onRefusal: keep, onLogEvent: keep },
    verifyToken,
  });
}

/** Looks for secrets in all that was written: those of the pod, of the agent, and each part of the tokens. */
function expectNoSecret(...tokens: readonly string[]): void {
  const text = written
    .map((thing) => inspect(thing, { depth: 20, showHidden: true, maxStringLength: null }))
    .join("\n");
  const parts = tokens
    .flatMap((token) => [token, ...token.split(".").slice(1)])
    .filter((part) => part.length > 8);
  const secrets = ["canary-secret-access-key", "canary-session-token", ...parts];
  for (const secret of [...secrets, own.secretAccessKey, own.sessionToken]) {
    expect(text).not.toContain(secret);
  }
}

async function readMetrics(running: RunningAgent): Promise<void> {
  written.push((await ask(running.agent.metricsUrl ?? "", { path: "/metrics" })).text);
}

test("success leaves no secret anywhere but in the answer", async () => {
  await using running = await start(createVerifier(cluster.issuer));
  const token = await cluster.mintToken(cart());
  expect((await running.ask(token)).body.SecretAccessKey).toBe("canary-secret-access-key");
  expect(upstream.headers[0]?.authorization).toContain(own.accessKeyId);
  await readMetrics(running);
  expect(written).toHaveLength(2);
  expectNoSecret(token);
});

test("no failure of the API has one in it, though the API repeats what it was sent", async () => {
  await using running = await start();
  const token = await cluster.mintToken(cart());
  const tokens = [token];
  const echo = `no: ${token}`;
  const failures: (() => void)[] = [
    ...[
      AccessDeniedException,
      ResourceNotFoundException,
      InvalidRequestException,
      InternalServerException,
    ].map((Exception) => () => {
      upstream.listener = undefined;
      upstream.work = ({ token: sent }) => {
        throw new Exception({ message: `no: ${sent}` });
      };
    }),
    () => answer(403, { "x-amzn-errortype": "InvalidSignatureException" }, JSON.stringify({ message: echo })),
    () => answer(403, {}, JSON.stringify({ code: token, message: echo })),
    () => answer(418, { "x-amzn-errortype": `${token} canary-secret-access-key` }, echo),
    () => answer(200, {}, `<html>${echo} canary-session-token</html>`),
    () =>
      answer(
        200,
        {},
        JSON.stringify({ credentials: { accessKeyId: token, sessionToken: "canary-session-token" } }),
      ),
    () => answer(500, {}, echo),
    () => {
      upstream.listener = ({ socket }) => socket.end(`${echo}\r\n\r\n`);
    },
  ];
  function answer(status: number, headers: Record<string, string>, body: string): void {
    upstream.listener = (request, response) => {
      request.resume();
      response.writeHead(status, headers).end(body);
    };
  }
  for (const [index, fail] of failures.entries()) {
    fail();
    const next = await cluster.mintToken(cart(`cart-${index}`));
    tokens.push(next);
    const refused = await running.ask(next);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    written.push(refused);
  }
  await readMetrics(running);
  expect(written.length).toBeGreaterThan(2 * failures.length);
  expectNoSecret(...tokens);
});

test("no failure to find its own credentials has one in it, and the pod isn't told the reason", async () => {
  stubOwnCredentials({});
  // A program may say anything, and so may the parser of what it said.
  const program = "sh -c 'echo canary-secret-access-key; echo canary-session-token >&2; exit 3'";
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-agent-"));
  const file = join(folder, "config");
  await writeFile(file, `[profile node]\ncredential_process = ${program}\n`);
  vi.stubEnv("AWS_CONFIG_FILE", file);
  vi.stubEnv("AWS_PROFILE", "node");
  await using running = await start();
  const token = await cluster.mintToken(cart());
  const refused = await running.ask(token);
  await rm(folder, { recursive: true });
  expect(refused).toMatchObject({ status: 503, body: { code: "ServiceUnavailableException" } });
  expect(refused.text).not.toContain("AWS_PROFILE");
  const credentialsProblem = expect.stringContaining('AWS_PROFILE names the profile "node"');
  const told = (name: string) => ({ [name]: refused.body.message, credentialsProblem });
  // One at its start, one for the request.
  expect(written).toHaveLength(2);
  expect(written).toContainEqual(expect.objectContaining(told("message")));
  expect(written).toContainEqual(expect.objectContaining(told("reason")));
  written.push(refused);
  expectNoSecret(token);
});

test("no refusal of a token has one in it", async () => {
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
    const refused = await running.ask(text);
    expect(refused.status).toBe(400);
    written.push(refused);
  }
  for (const question of [
    { path: `/${token}` },
    { host: `${token.slice(0, 60)}.example.org` },
    { method: "POST" },
  ]) {
    written.push(await ask(running.url, { token, ...question }));
  }
  await readMetrics(running);
  expectNoSecret(token, ...texts);
});

test("no failed renewal has one in it", async () => {
  await using running = await start();
  const token = await cluster.mintToken(cart());
  await running.ask(token);
  upstream.work = ({ token: sent }) => {
    throw new AccessDeniedException({ message: `no: ${sent}` });
  };
  // Renewals look at the date.
  vi.setSystemTime(Date.now() + 2_401_000);
  await expect.poll(() => written).toHaveLength(2);
  expect(written[1]).toMatchObject({ message: expect.stringContaining("The pod loses its credentials") });
  expectNoSecret(token);
});

test("no failure that nobody foresaw has one in it", async () => {
  await using running = await start(async (token) => {
    throw Object.assign(new Error(`canary-secret-access-key ${token}`), { token });
  });
  const token = await cluster.mintToken(cart());
  const refused = await running.ask(token);
  expect(refused.status).toBe(500);
  written.push(refused);
  expectNoSecret(token);
});

test("no failure to reach the API has the password in it that its URL may have", async () => {
  const endpoint = upstream.url.replace("//", "//user:canary-password@");
  upstream.listener = ({ socket }) => socket.destroy();
  await using running = await RunningAgent.start(endpoint);
  const refused = await running.ask(await cluster.mintToken(cart()));
  expect(refused.status).toBe(503);
  written.push(refused, running.refusals, running.notices);
  expect(inspect(written, { depth: 20 })).not.toContain("canary-password");
});
