import { ownCredentials, stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { endAfter, stopClock, useSlowClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { answerNothing, answerSuccess, FakeSts, webIdentityAccessKeyId } from "@eks-auth/test-kit/fake-sts";
import { proxyVariables } from "@eks-auth/test-kit/proxy-variables";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createUpstream,
  RegionError,
  startAgent,
  UpstreamError,
  type UpstreamOptions,
} from "../../src/index.ts";
import { requireSigningCredentials } from "../../src/upstream/signing-credentials.ts";
import { ApiServer, account, callToken } from "../support/api-fixture.ts";
import { RunningAgent } from "../support/running-agent.ts";

const region = "eu-west-1";
const api = await ApiServer.start();

afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  stubEnvironment();
  api.headers.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Sets own credentials, and removes the settings of this machine. */
function stubEnvironment(): void {
  const aws = ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"];
  for (const name of [...aws, ...proxyVariables]) {
    vi.stubEnv(name, undefined);
  }
  stubOwnCredentials();
}

/** Makes the default chain assume a role by STS. */
function useWebIdentity(stsUrl: string): void {
  stubOwnCredentials({});
  // The fake STS accepts any token.
  vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
  vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/node");
  vi.stubEnv("AWS_ENDPOINT_URL_STS", stsUrl);
}

async function call(options: UpstreamOptions = {}): Promise<unknown> {
  const upstream = createUpstream({ endpoint: api.url, region, ...options });
  try {
    return (await upstream.assumeRole("blue", callToken)).accountId;
  } catch (error) {
    return error;
  } finally {
    upstream.close();
  }
}

describe("requireSigningCredentials", () => {
  stopClock();

  const credentials = { accessKeyId: "a", secretAccessKey: "b" };

  test("waits 2 s for credentials", async () => {
    const required = requireSigningCredentials(() => new Promise(() => {}));
    const error = await endAfter(
      2_000,
      required.catch((caught: unknown) => caught),
    );
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      status: 503,
      reason: "no_signing_credentials",
      dropsCredentials: false,
      credentialsProblem: expect.stringContaining("The AWS SDK found no credentials: TimeoutError."),
    });
  });

  test("does not wait longer than for the credentials, and leaves no timer", async () => {
    const { promise, resolve } = Promise.withResolvers<typeof credentials>();
    const required = requireSigningCredentials(() => promise);
    expect(vi.getTimerCount()).toBe(1);
    resolve(credentials);
    await required;
    expect(vi.getTimerCount()).toBe(0);
  });
});

// Time limits count turns of the event loop. The modules of the AWS SDK are loaded before, without a time limit: that takes
// longer on a slow machine.
describe("calls", () => {
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await using sts = await FakeSts.start();
    stubEnvironment();
    useWebIdentity(sts.url);
    expect(await call()).toBe(account);
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });
  useSlowClock();

  describe("with credentials", () => {
    test("are signed for eks-auth and the region", async () => {
      expect(await call()).toBe(account);
      const [headers] = api.headers;
      expect(headers?.authorization).toMatch(
        new RegExp(
          `^AWS4-HMAC-SHA256 Credential=${ownCredentials.accessKeyId}/\\d{8}/eu-west-1/eks-auth/aws4_request, ` +
            "SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$",
        ),
      );
      expect(headers?.["x-amz-security-token"]).toBe(ownCredentials.sessionToken);
    });

    test("use the region of the environment, but not its settings for AWS's endpoints", async () => {
      vi.stubEnv("AWS_REGION", "eu-north-1");
      vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "true");
      vi.stubEnv("AWS_USE_DUALSTACK_ENDPOINT", "true");
      const upstream = createUpstream({ endpoint: api.url });
      await upstream.checkConfiguration();
      await upstream.assumeRole("blue", callToken);
      upstream.close();
      expect(api.headers[0]?.authorization).toContain("/eu-north-1/eks-auth/aws4_request");
    });

    test("are unsigned with sign: false, which needs neither credentials nor a region", async () => {
      stubOwnCredentials({});
      const upstream = createUpstream({ endpoint: api.url, sign: false });
      await upstream.checkConfiguration();
      await upstream.assumeRole("blue", callToken);
      upstream.close();
      expect(api.headers[0]?.authorization).toBeUndefined();
      expect(api.headers[0]?.["x-amz-security-token"]).toBeUndefined();
    });
  });

  describe("without credentials", () => {
    const message = "The agent has no AWS credentials to sign calls to the EKS Auth API with.";

    beforeEach(() => {
      stubOwnCredentials({});
    });

    async function callWithout(): Promise<UpstreamError> {
      const error = await call();
      expect(error).toBeInstanceOf(UpstreamError);
      expect(api.headers).toEqual([]);
      return error as UpstreamError;
    }

    test("fail with the reason no_signing_credentials", async () => {
      const error = await callWithout();
      expect(error).toMatchObject({
        status: 503,
        code: "ServiceUnavailableException",
        reason: "no_signing_credentials",
        dropsCredentials: false,
        message,
      });
      expect(error.credentialsProblem).toMatch(/Could not load credentials from any providers\. Set /);
    });

    test("are announced when the agent starts", async () => {
      await using running = await RunningAgent.start(createUpstream({ endpoint: api.url, region }));
      await expect
        .poll(() => running.logEvents)
        .toEqual([
          {
            level: "warn",
            code: "signing_credentials_missing",
            message,
            credentialsProblem: expect.stringContaining("Could not load credentials from any providers"),
          },
        ]);
    });

    test("name the profile of the environment", async () => {
      vi.stubEnv("AWS_PROFILE", "nosuch");
      expect((await callWithout()).credentialsProblem).toContain('AWS_PROFILE names the profile "nosuch"');
    });

    test("do not take a missing file for an error of the API", async () => {
      useWebIdentity("http://127.0.0.1:1");
      vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", "/nonexistent/token");
      const error = await callWithout();
      expect(error.message).toBe(message);
      expect(error.credentialsProblem).toContain("ENOENT");
    });

    test("do not take an unreachable STS for the API", async () => {
      useWebIdentity("http://127.0.0.1:1");
      const error = await callWithout();
      expect(error.message).toBe(message);
      expect(error.credentialsProblem).toContain("ECONNREFUSED");
    });
  });

  describe("with a role that the node assumes by STS", () => {
    const { certificate, privateKey } = createSelfSignedCertificate("api");
    const tls = { cert: certificate, key: privateKey };

    test("use the credentials of STS, which are fetched once", async () => {
      await using sts = await FakeSts.start();
      useWebIdentity(sts.url);
      const upstream = createUpstream({ endpoint: api.url, region });
      for (let round = 0; round < 2; round++) {
        expect((await upstream.assumeRole("blue", callToken)).accountId).toBe(account);
      }
      upstream.close();
      expect(sts.calls).toHaveLength(1);
      expect(api.headers[0]?.authorization).toContain(`Credential=${webIdentityAccessKeyId}/`);
    });

    test("use a transport for the API and another for STS", async () => {
      await using proxy = await ConnectProxy.start();
      await using sts = await FakeSts.start();
      await using secure = await ApiServer.start(tls);
      useWebIdentity(sts.url);
      vi.stubEnv("HTTPS_PROXY", proxy.url);
      const endpoint = `https://server.test:${secure.port}`;
      expect(await call({ endpoint, ca: certificate })).toBe(account);
      expect(proxy.targets).toEqual([`server.test:${secure.port}`]);
    });

    test("do not trust the API's certificate authority for STS", async () => {
      await using sts = await FakeSts.start(tls);
      await using secure = await ApiServer.start(tls);
      useWebIdentity(sts.url);
      const error = await call({ endpoint: secure.url, ca: certificate });
      expect(error).toBeInstanceOf(UpstreamError);
      expect(error).toMatchObject({
        credentialsProblem: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
      });
      expect(sts.calls).toEqual([]);
      expect(secure.headers).toEqual([]);
    });

    test("do not wait for an STS that hangs; the next call uses its credentials", async () => {
      await using sts = await FakeSts.start();
      useWebIdentity(sts.url);
      const upstream = createUpstream({ endpoint: api.url, region });
      sts.answer = answerNothing;
      const first = await upstream.assumeRole("blue", callToken).catch((error: unknown) => error);
      expect(first).toMatchObject({
        status: 503,
        credentialsProblem: expect.stringContaining("The AWS SDK found no credentials: TimeoutError."),
      });
      sts.answer = answerSuccess;
      expect((await upstream.assumeRole("blue", callToken)).accountId).toBe(account);
      upstream.close();
    });
  });
});

describe("the region", () => {
  test.each([
    ["AWS's own API", {}],
    ["an API that requires signatures", { endpoint: "http://127.0.0.1:1" }],
  ])("must be configured for %s", async (_name, options) => {
    const starting = startAgent({
      clusterName: "blue",
      upstream: createUpstream(options),
      listen: [{ host: "127.0.0.1", port: 0 }],
    });
    await expect(starting).rejects.toThrow(RegionError);
    await expect(starting).rejects.toMatchObject({
      code: "region_missing",
      message: "No AWS region is known. Set the region, or AWS_REGION.",
    });
  });

  test.each([
    ["an option", { region: "zz zz" }, {}],
    ["the environment", {}, { AWS_REGION: "zz zz" }],
  ])("must be valid, if it is from %s", async (_name, options, environment) => {
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(name, value);
    }
    const upstream = createUpstream({ endpoint: api.url, ...options });
    await expect(upstream.checkConfiguration()).rejects.toMatchObject({
      code: "region_invalid",
      message: expect.stringMatching(/^The AWS region is invalid: .*"zz zz".*eu-west-1/),
    });
    upstream.close();
  });
});
