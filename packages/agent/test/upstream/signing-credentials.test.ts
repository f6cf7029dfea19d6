import { ownCredentials as own, stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUpstream, startAgent, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { RunningAgent } from "../support/running-agent.ts";
import { ConnectProxy } from "./connect-proxy.ts";
import { StsServer } from "./sts-server.ts";

describe("signatures", () => {
  const token = "header.payload.signature";
  let server: UpstreamServer;

  beforeAll(async () => {
    server = await UpstreamServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => {
    for (const name of [
      "AWS_REGION",
      "AWS_DEFAULT_REGION",
      "AWS_USE_FIPS_ENDPOINT",
      "AWS_USE_DUALSTACK_ENDPOINT",
    ]) {
      vi.stubEnv(name, undefined);
    }
    stubOwnCredentials();
    server.headers.length = 0;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  describe("with the node's credentials", () => {
    test("requests are signed for eks-auth and the region", async () => {
      const upstream = createUpstream({ endpoint: server.url, region: "eu-west-1" });
      await upstream.assumeRole("blue", token);
      upstream.close();
      const [headers] = server.headers;
      expect(headers?.authorization).toMatch(
        new RegExp(
          `^AWS4-HMAC-SHA256 Credential=${own.accessKeyId}/\\d{8}/eu-west-1/eks-auth/aws4_request, ` +
            "SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$",
        ),
      );
      expect(headers?.["x-amz-security-token"]).toBe(own.sessionToken);
    });

    test("the region may come from the environment, whose wishes for AWS's endpoints change nothing here", async () => {
      vi.stubEnv("AWS_REGION", "eu-north-1");
      vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "true");
      vi.stubEnv("AWS_USE_DUALSTACK_ENDPOINT", "true");
      const upstream = createUpstream({ endpoint: server.url });
      await upstream.checkConfiguration();
      await upstream.assumeRole("blue", token);
      upstream.close();
      expect(server.headers[0]?.authorization).toContain("/eu-north-1/eks-auth/aws4_request");
    });

    test("requests aren't signed where that isn't wanted, which needs neither credentials nor a region", async () => {
      stubOwnCredentials({
        accessKeyId: undefined,
        secretAccessKey: undefined,
        sessionToken: undefined,
      } as never);
      const upstream = createUpstream({ endpoint: server.url, sign: false });
      await upstream.checkConfiguration();
      await upstream.assumeRole("blue", token);
      upstream.close();
      expect(server.headers[0]?.authorization).toBeUndefined();
      expect(server.headers[0]?.["x-amz-security-token"]).toBeUndefined();
    });
  });

  describe("without credentials", () => {
    beforeEach(() => {
      stubOwnCredentials({});
    });

    async function fail(): Promise<UpstreamError> {
      const upstream = createUpstream({ endpoint: server.url, region: "eu-west-1" });
      const error = await upstream.assumeRole("blue", token).catch((caught: UpstreamError) => caught);
      upstream.close();
      expect(server.headers).toEqual([]);
      return error as UpstreamError;
    }

    test("the error says that it is the agent that has none", async () => {
      const error = await fail();
      expect(error).toMatchObject({
        status: 503,
        code: "ServiceUnavailableException",
        dropsCredentials: false,
      });
      expect(error.message).toBe(
        "The agent has no AWS credentials of its own to call the EKS Auth API with.",
      );
      expect(error.credentialsProblem).toMatch(/Could not load credentials from any providers\. Set /);
    });

    test("an agent says so when it starts", async () => {
      const upstream = createUpstream({ endpoint: server.url, region: "eu-west-1" });
      await using running = await RunningAgent.start(server.url, { upstream });
      await expect
        .poll(() => running.notices)
        .toEqual([
          {
            level: "warn",
            message: "The agent has no AWS credentials of its own to call the EKS Auth API with.",
            credentialsProblem: expect.stringContaining("Could not load credentials from any providers"),
          },
        ]);
    });

    test("the profile that was asked for is named", async () => {
      vi.stubEnv("AWS_PROFILE", "nosuch");
      expect((await fail()).credentialsProblem).toContain('AWS_PROFILE names the profile "nosuch"');
    });

    test("a file that isn't there is no matter of the API's", async () => {
      vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", "/nonexistent/token");
      vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/node");
      const { message, credentialsProblem } = await fail();
      expect(message).toContain("The agent has no AWS credentials of its own");
      expect(credentialsProblem).toContain("ENOENT");
    });

    test("an STS that can't be reached for them is not taken for the API", async () => {
      vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
      vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/node");
      vi.stubEnv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
      const { message, credentialsProblem } = await fail();
      expect(message).toContain("The agent has no AWS credentials of its own");
      expect(credentialsProblem).toContain("ECONNREFUSED");
    });
  });

  test.each([
    ["AWS's own API", {}],
    ["an API that wants signatures", { endpoint: "http://127.0.0.1:1" }],
  ])("an agent without a region doesn't start for %s, and says what to set", async (_name, options) => {
    const starting = startAgent({
      clusterName: "blue",
      upstream: createUpstream(options),
      listen: [{ host: "127.0.0.1", port: 0 }],
    });
    await expect(starting).rejects.toThrow(/No AWS region .* AWS_REGION/);
  });

  test.each([
    ["given", { region: "zz zz" }, {}],
    ["the environment's", {}, { AWS_REGION: "zz zz" }],
  ])("a region that can't be one is named, %s", async (_name, options, environment) => {
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(name, value);
    }
    const upstream = createUpstream({ endpoint: server.url, ...options });
    await expect(upstream.checkConfiguration()).rejects.toThrow(
      /^The AWS region can't be used: .*"zz zz".*eu-west-1/,
    );
    upstream.close();
  });
});

describe("web identity", () => {
  const { certificate, privateKey } = createSelfSignedCertificate("api");
  const tls = { cert: certificate, key: privateKey };
  const account = "444455556666";

  usePatientClock();

  beforeEach(() => {
    stubOwnCredentials({});
    for (const name of ["HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"]) {
      vi.stubEnv(name, undefined);
      vi.stubEnv(name.toLowerCase(), undefined);
    }
    // Any file does: the stand-in takes what is in it.
    vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
    vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/node");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** Calls as often as asked, with one upstream. Gives each time the account, or the error. */
  async function call(options: UpstreamOptions, ...befores: (() => void)[]): Promise<unknown[]> {
    const upstream = createUpstream({ region: "eu-west-1", ...options });
    const answers: unknown[] = [];
    for (const before of befores) {
      before();
      answers.push(
        await upstream.assumeRole("blue", "header.payload.signature").then(
          ({ accountId }) => accountId,
          (error) => error,
        ),
      );
    }
    upstream.close();
    return answers;
  }

  const atOnce = (): void => {};

  describe("with a role that the node assumes by STS", () => {
    test("the API is called with what STS gave, once", async () => {
      await using sts = await StsServer.start();
      await using api = await UpstreamServer.start();
      vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
      expect(await call({ endpoint: api.url }, atOnce, atOnce)).toEqual([account, account]);
      expect(sts.calls).toHaveLength(1);
      expect(api.headers[0]?.authorization).toContain("Credential=ASIANODE/");
    });

    test("the API is called by its own way, STS by another one", async () => {
      await using proxy = await ConnectProxy.start();
      await using sts = await StsServer.start();
      await using api = await UpstreamServer.start(tls);
      vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
      vi.stubEnv("HTTPS_PROXY", proxy.url);
      expect(await call({ endpoint: api.url, ca: certificate }, atOnce)).toEqual([account]);
      expect(proxy.targets).toEqual([`127.0.0.1:${api.port}`]);
    });

    test("the API's authority vouches for no STS", async () => {
      await using sts = await StsServer.start(tls);
      await using api = await UpstreamServer.start(tls);
      vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
      const [error] = await call({ endpoint: api.url, ca: certificate }, atOnce);
      expect(error).toBeInstanceOf(UpstreamError);
      expect(error).toMatchObject({
        credentialsProblem: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
      });
      expect(sts.calls).toEqual([]);
      expect(api.headers).toEqual([]);
    });

    test("a call doesn't wait for an STS that hangs, and the next has what it gave meanwhile", async () => {
      await using sts = await StsServer.start();
      await using api = await UpstreamServer.start();
      vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
      sts.isSilent = true;
      const letGo = (): void => {
        sts.isSilent = false;
      };
      const [first, second] = await call({ endpoint: api.url }, atOnce, letGo);
      expect(first).toMatchObject({
        status: 503,
        credentialsProblem: expect.stringContaining("The AWS SDK found none: TimeoutError."),
      });
      expect(second).toBe(account);
    });
  });
});
