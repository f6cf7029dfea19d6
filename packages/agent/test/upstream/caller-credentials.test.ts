import type { TLSSocket } from "node:tls";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  createUpstream,
  type PodCredentials,
  type Upstream,
  UpstreamError,
  type UpstreamOptions,
} from "../../src/index.ts";
import { ApiServer, answerWith, callToken } from "../support/api-fixture.ts";
import { forgeToken, mintPodToken } from "../support/pods.ts";
import { RunningAgent } from "../support/running-agent.ts";

useSlowClock();
clearProxies();
afterEach(() => {
  vi.unstubAllEnvs();
});

const header = "x-eks-auth-caller-token";
const ownToken = forgeToken({ aud: "https://eks-auth.example.org", jti: "own canary" });
const other = forgeToken({ aud: "https://eks-auth.example.org", jti: "other canary" });

async function call(upstream: Upstream): Promise<PodCredentials | UpstreamError> {
  return upstream.assumeRole("blue", callToken).catch((error: UpstreamError) => error);
}

async function callWith(options: UpstreamOptions): Promise<PodCredentials | UpstreamError> {
  const upstream = createUpstream(options);
  try {
    return await call(upstream);
  } finally {
    upstream.close();
  }
}

describe("the agent's own token", () => {
  test("is sent with each try, and read for each call", async () => {
    await using api = await ApiServer.start();
    const tokens = [ownToken, other];
    const callerToken = vi.fn(async () => tokens.shift() ?? "");
    const upstream = createUpstream({ endpoint: api.url, callerToken });
    api.listener = answerWith(503, "{}", { "x-amzn-errortype": "ServiceUnavailableException" });
    await call(upstream);
    api.listener = undefined;
    expect(await call(upstream)).toMatchObject({ accountId: "444455556666" });
    upstream.close();
    expect(api.headers.map((headers) => headers[header])).toEqual([ownToken, ownToken, ownToken, other]);
    expect(callerToken).toHaveBeenCalledTimes(2);
    // The node has AWS credentials, perhaps, but nothing asks for them.
    expect(api.headers.map(({ authorization }) => authorization)).toEqual(Array(4).fill(undefined));
  });

  test("is part of the signature if calls are signed", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "canary");
    await using api = await ApiServer.start();
    const options = { endpoint: api.url, region: "eu-west-1", callerToken: async () => ownToken, sign: true };
    expect(await callWith(options)).toMatchObject({ accountId: "444455556666" });
    expect(api.headers[0]?.[header]).toBe(ownToken);
    expect(api.headers[0]?.authorization).toMatch(/SignedHeaders=[^,]*x-eks-auth-caller-token/);
  });

  test("is in no message, even if the API repeats it", async () => {
    await using api = await ApiServer.start();
    const callerToken = async () => ownToken;
    for (const [status, name] of [
      [400, "InvalidTokenException"],
      [403, "AccessDeniedException"],
    ] as const) {
      api.listener = answerWith(status, JSON.stringify({ message: `Not ${ownToken} nor ${callToken}` }), {
        "x-amzn-errortype": name,
        "x-amzn-requestid": ownToken,
      });
      const error = (await callWith({ endpoint: api.url, callerToken })) as UpstreamError;
      expect(error).toMatchObject({ requestId: "[redacted]" });
      expect(error.message).not.toMatch(new RegExp(ownToken.split(".").join("|")));
    }
  });

  test("is the fix if the API rejects the agent", async () => {
    await using api = await ApiServer.start();
    api.listener = answerWith(403, "{}", { "x-amzn-errortype": "AccessDeniedException" });
    const error = await callWith({ endpoint: api.url, callerToken: async () => ownToken });
    expect(error).toMatchObject({
      reason: "caller_refused",
      dropsCredentials: false,
      message: expect.stringContaining(
        "(403 AccessDeniedException). Check the agent's own token: its audience",
      ),
    });
  });

  test("is never sent to AWS", () => {
    expect(() => createUpstream({ region: "eu-west-1", callerToken: async () => ownToken })).toThrow(
      new RangeError("The option callerToken requires the option endpoint: AWS's own API does not know it."),
    );
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ["can't be read", () => Promise.reject(new Error("/token is a pipe.")), /^\/token is a pipe\.$/],
    ["is not read in time", () => new Promise(() => {}), /^It could not be read within 1000 ms\.$/],
    ["is empty", async () => "", /^What it has is not a token/],
    ["has a line break", async () => `${ownToken}\r\nx-canary: 1`, /^What it has is not a token/],
  ])("that %s has its own reason, and nothing is sent", async (_, callerToken, problem) => {
    await using api = await ApiServer.start();
    const error = await callWith({ endpoint: api.url, callerToken });
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      status: 503,
      code: "ServiceUnavailableException",
      reason: "no_caller_token",
      message: "The agent has no token to call the EKS Auth API with.",
      dropsCredentials: false,
      credentialsProblem: expect.stringMatching(problem),
    });
    expect(api.headers).toEqual([]);
  });

  test("that can't be read keeps the pods' credentials, and is logged at the start and for each pod", async () => {
    await using api = await ApiServer.start();
    let problem: Error | undefined;
    const callerToken = async () => {
      if (problem !== undefined) throw problem;
      return ownToken;
    };
    await using running = await RunningAgent.start(createUpstream({ endpoint: api.url, callerToken }));
    const [known, unknown] = [await mintPodToken("cart-0"), await mintPodToken("cart-1")];
    expect((await running.ask(known)).status).toBe(200);
    problem = new Error("/token is empty.");
    expect((await running.ask(known)).status).toBe(200);
    const { status, text } = await running.ask(unknown);
    expect([status, text]).toEqual([503, expect.stringContaining('"reason":"no_caller_token"')]);
    expect(text).not.toContain("/token");
    expect(running.refusals).toMatchObject([
      { reason: "no_caller_token", credentialsProblem: "/token is empty.", pod: { name: "cart-1" } },
    ]);
    await using another = await RunningAgent.start(createUpstream({ endpoint: api.url, callerToken }));
    await expect
      .poll(() => another.logEvents)
      .toMatchObject([
        { level: "warn", code: "caller_token_missing", credentialsProblem: "/token is empty." },
      ]);
  });
});

describe("the agent's client certificate", () => {
  const authority = createSelfSignedCertificate("authority");
  const server = createCertificate("server", authority, { isAuthority: false });
  const tls = {
    cert: server.certificate,
    key: server.privateKey,
    ca: authority.certificate,
    requestCert: true,
  };
  const ca = authority.certificate;

  function issue(name: string, issuer = authority) {
    const { certificate, privateKey } = createCertificate(name, issuer, { isAuthority: false });
    return { certificate, privateKey };
  }

  test("is shown to the API, and the newest one to new connections", async () => {
    await using api = await ApiServer.start(tls);
    const names: string[] = [];
    let current = issue("first");
    const upstream = createUpstream({ endpoint: api.url, ca, clientCertificate: async () => current });
    api.operation = () => {
      throw new Error("not called");
    };
    api.listener = (request, response) => {
      names.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
      answerWith(404, "{}", { "x-amzn-errortype": "ResourceNotFoundException" })(request, response);
    };
    await call(upstream);
    await call(upstream);
    current = issue("second");
    await call(upstream);
    upstream.close();
    expect(names).toEqual(["first", "first", "second"]);
    expect(api.headers[0]).not.toHaveProperty("authorization");
  });

  test("stays the newest one if the authorities of another call took longer to read", async () => {
    await using api = await ApiServer.start(tls);
    const names: string[] = [];
    let current = issue("first");
    const slow = Promise.withResolvers<string>();
    const readings = [slow.promise, Promise.resolve(ca)];
    const upstream = createUpstream({
      endpoint: api.url,
      ca: () => readings.shift() ?? Promise.resolve(ca),
      clientCertificate: async () => current,
    });
    api.listener = (request, response) => {
      names.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
      answerWith(404, "{}", { "x-amzn-errortype": "ResourceNotFoundException" })(request, response);
    };
    const early = call(upstream);
    current = issue("second");
    await call(upstream);
    slow.resolve(ca);
    await early;
    upstream.close();
    expect(names).toEqual(["second", "second"]);
  });

  test("is asked for by an API that requires one, and its absence keeps the pods' credentials", async () => {
    await using api = await ApiServer.start(tls);
    expect(await callWith({ endpoint: api.url, ca, sign: false })).toMatchObject({
      reason: "caller_refused",
      dropsCredentials: false,
      message: expect.stringMatching(
        /rejects the agent itself \(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED\)\. It requires a client certificate: /,
      ),
    });
  });

  test("of another authority keeps the pods' credentials, and can be why the connection ends", async () => {
    await using api = await ApiServer.start(tls);
    const stranger = issue("stranger", createSelfSignedCertificate("other"));
    const error = await callWith({ endpoint: api.url, ca, clientCertificate: async () => stranger });
    expect(error).toMatchObject({
      reason: "unreachable",
      dropsCredentials: false,
      message: expect.stringMatching(
        /is unreachable \(ECONNRESET\)\. Check the agent's client certificate: /,
      ),
    });
  });

  test("that can't be read has its own reason", async () => {
    await using api = await ApiServer.start(tls);
    const clientCertificate = () => Promise.reject(new Error("agent.key can't be read."));
    await using running = await RunningAgent.start(
      createUpstream({ endpoint: api.url, ca, clientCertificate }),
    );
    await expect
      .poll(() => running.logEvents)
      .toMatchObject([
        { code: "client_certificate_missing", credentialsProblem: "agent.key can't be read." },
      ]);
    expect((await running.ask(await mintPodToken())).body).toMatchObject({ reason: "no_client_certificate" });
  });

  test.each([{}, { endpoint: "http://127.0.0.1:1" }])("requires an https endpoint: %j", (options) => {
    expect(() => createUpstream({ ...options, clientCertificate: async () => issue("a") })).toThrow(
      RangeError,
    );
  });
});
