import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { own, stubOwnCredentials } from "../../../service/test/credentials/sts/own-environment.ts";
import { createUpstream, startAgent, type UpstreamError } from "../../src/index.ts";
import { UpstreamServer } from "../upstream-server.ts";

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

test("without credentials the error says that it is the agent that has none", async () => {
  stubOwnCredentials({});
  const upstream = createUpstream({ endpoint: server.url, region: "eu-west-1" });
  const error: UpstreamError = await upstream.assumeRole("blue", token).catch((caught) => caught);
  upstream.close();
  expect(error).toMatchObject({ status: 503, code: "ServiceUnavailableException", dropsCredentials: false });
  expect(error.message).toContain("The agent has no AWS credentials of its own");
  expect(server.headers).toEqual([]);
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
