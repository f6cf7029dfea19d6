import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import { createUpstream, UnsafeEndpointError } from "../../src/index.ts";
import { account, callToken } from "../support/api-fixture.ts";
import { callUpstream, startApis } from "../support/proxy-fixture.ts";

useSlowClock();
clearProxies();

const { plain, secure, ca } = await startApis();

test("calls an https API whose certificate authority is trusted", async () => {
  expect(await callUpstream({ endpoint: secure.url, ca })).toBe(account);
});

test("does not send the token to an https API whose certificate authority is not trusted", async () => {
  const requestsBefore = secure.headers.length;
  expect(await callUpstream({ endpoint: secure.url })).toContain(
    "is unreachable (DEPTH_ZERO_SELF_SIGNED_CERT)",
  );
  const other = createSelfSignedCertificate("other").certificate;
  expect(await callUpstream({ endpoint: secure.url, ca: other })).toContain("is unreachable (");
  expect(secure.headers).toHaveLength(requestsBefore);
});

test("calls an http API on this machine without a proxy", async () => {
  await using proxy = await ConnectProxy.start();
  vi.stubEnv("HTTP_PROXY", proxy.url);
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  expect(await callUpstream({ endpoint: plain.url })).toBe(account);
  expect(proxy.targets).toEqual([]);
  expect(proxy.others).toEqual([]);
});

describe("an unsafe endpoint", () => {
  test.each([
    "http://eks-auth.example.org",
    "ftp://127.0.0.1",
    "eks-auth.example.org",
    "127.0.0.1:8480",
    "",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
  ])("is rejected at once: %j", (endpoint) => {
    expect(() => createUpstream({ endpoint })).toThrow(UnsafeEndpointError);
  });

  test("is rejected without its password", () => {
    expect(() => createUpstream({ endpoint: "http://user:canary@eks-auth.example.org" })).toThrow(
      /^The endpoint at eks-auth\.example\.org is not safe for tokens and credentials\. (?!.*canary)/,
    );
  });

  test("of the environment gets no request", async () => {
    // An address that is reserved for documentation.
    vi.stubEnv("AWS_ENDPOINT_URL_EKS_AUTH", "http://198.51.100.1");
    const upstream = createUpstream({ region: "eu-west-1", sign: false });
    await expect(upstream.assumeRole("blue", callToken)).rejects.toMatchObject({
      status: 503,
      reason: "upstream_config_invalid",
      message: expect.stringMatching(/^The endpoint at 198\.51\.100\.1 is not safe.* AWS_ENDPOINT_URL/),
    });
    await expect(upstream.checkConfiguration()).rejects.toThrow(UnsafeEndpointError);
  });
});
