import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { beforeEach, expect, test, vi } from "vitest";
import { createUpstream, ProxyConfigError } from "../../src/index.ts";
import { account } from "../support/api-fixture.ts";
import { callUpstream, startApis } from "../support/proxy-fixture.ts";

useSlowClock();
clearProxies();

const { plain, secure, ca } = await startApis();
/** A name that only the proxy can resolve: connections to this machine never use one. */
const endpoint = `https://server.test:${secure.port}`;
let proxy: ConnectProxy;

beforeEach(async () => {
  proxy = await ConnectProxy.start();
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  return () => proxy[Symbol.asyncDispose]();
});

test("connects to an https API, whose certificate is checked", async () => {
  expect(await callUpstream({ endpoint, ca })).toBe(account);
  expect(proxy.targets).toEqual([`server.test:${secure.port}`]);
  expect(await callUpstream({ endpoint })).toContain("is unreachable (DEPTH_ZERO_SELF_SIGNED_CERT)");
  expect(proxy.others).toEqual([]);
});

test("can be configured without http://", async () => {
  vi.stubEnv("HTTPS_PROXY", new URL(proxy.url).host);
  expect(await callUpstream({ endpoint, ca })).toBe(account);
  expect(proxy.targets).toEqual([`server.test:${secure.port}`]);
});

test("is not used for this machine", async () => {
  expect(await callUpstream({ endpoint: secure.url, ca })).toBe(account);
  expect(proxy.targets).toEqual([]);
});

test("is used for AWS's own endpoint", async () => {
  // So that nothing leaves this machine.
  proxy.isRefusing = true;
  expect(await callUpstream({ region: "eu-west-1" })).toContain("The EKS Auth API ");
  expect(new Set(proxy.targets)).toEqual(new Set(["eks-auth.eu-west-1.api.aws:443"]));
});

test("is used for AWS's own endpoint in another partition", async () => {
  vi.stubEnv("HTTPS_PROXY", "::::");
  const check = (noProxy: string) => {
    vi.stubEnv("NO_PROXY", noProxy);
    return createUpstream({ region: "us-iso-east-1", sign: false }).checkConfiguration();
  };
  await expect(check(".api.aws")).rejects.toThrow(ProxyConfigError);
  await check(".api.aws.ic.gov");
});

test("is used for AWS's own endpoint if NO_PROXY names those of other services", async () => {
  vi.stubEnv("NO_PROXY", ".amazonaws.com");
  proxy.isRefusing = true;
  await callUpstream({ region: "eu-west-1" });
  expect(proxy.targets).not.toEqual([]);
});

test("has the time limit of a try if it never answers, and no connection stays open", async () => {
  proxy.isSilent = true;
  expect(await callUpstream({ endpoint, ca })).toContain("is unreachable (TimeoutError)");
  expect(proxy.targets).toHaveLength(3);
  await expect.poll(() => proxy.countConnections()).toBe(0);
});

test.each([
  ["HTTPS_PROXY", "127.0.0.1:1", { HTTPS_PROXY: "http://user:canary@127.0.0.1:1" }],
  // A name with two addresses: Node.js tries both.
  ["https_proxy", "localhost:1", { https_proxy: "http://localhost:1/path" }],
  ["ALL_PROXY", "127.0.0.1:1", { HTTPS_PROXY: undefined, ALL_PROXY: "http://127.0.0.1:1" }],
])("is named in the error if it is unreachable: %s", async (name, host, environment) => {
  for (const [variable, value] of Object.entries(environment)) {
    vi.stubEnv(variable, value);
  }
  expect(await callUpstream({ endpoint, ca })).toBe(
    `The proxy at ${host} (from ${name}) is unreachable (ECONNREFUSED).`,
  );
});

test("is named after the API if it does not connect, and is asked again", async () => {
  const { host } = new URL(proxy.url);
  vi.stubEnv("HTTPS_PROXY", `http://user:canary@${host}`);
  proxy.isRefusing = true;
  expect(await callUpstream({ endpoint, ca })).toBe(
    `The EKS Auth API at ${endpoint} through the proxy at ${host} (from HTTPS_PROXY) is unreachable: ` +
      "the proxy answered 502.",
  );
  expect(proxy.targets).toHaveLength(3);
});

test("cannot answer for the API: its errors drop no credentials", async () => {
  proxy.isRefusing = true;
  const body = '{"message":"canary"}';
  proxy.refusal = `HTTP/1.1 400 Bad Request\r\nx-amzn-errortype: InvalidTokenException\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  expect(await callUpstream({ endpoint, ca })).toBe(
    `The EKS Auth API at ${endpoint} through the proxy at ${new URL(proxy.url).host} (from HTTPS_PROXY) is unreachable: the proxy answered 400.`,
  );
  expect(proxy.targets).toHaveLength(1);
});

test.each(["::::", "http://user:canary@", "socks5://user:canary@127.0.0.1:1080"])(
  "is rejected at start, without its password, if it is unusable: %s",
  async (url) => {
    vi.stubEnv("HTTPS_PROXY", url);
    const message = /^HTTPS_PROXY is not the URL of a proxy\. (?!.*canary).*http:\/\//;
    for (const options of [{ endpoint }, { region: "eu-west-1" }]) {
      const upstream = createUpstream({ sign: false, ...options });
      const checking = upstream.checkConfiguration();
      await expect(checking).rejects.toThrow(ProxyConfigError);
      await expect(checking).rejects.toThrow(message);
      upstream.close();
    }
    expect(await callUpstream({ endpoint })).toMatch(message);
  },
);

test("can be unusable if it is not used", async () => {
  vi.stubEnv("HTTPS_PROXY", "::::");
  vi.stubEnv("HTTP_PROXY", "::::");
  await createUpstream({ endpoint: plain.url, sign: false }).checkConfiguration();
  vi.stubEnv("NO_PROXY", "server.test,.api.aws");
  await createUpstream({ endpoint, sign: false }).checkConfiguration();
  await createUpstream({ region: "eu-west-1", sign: false }).checkConfiguration();
  vi.stubEnv("NO_PROXY", undefined);
  vi.stubEnv("AWS_ENDPOINT_URL", plain.url);
  await createUpstream({ region: "eu-west-1", sign: false }).checkConfiguration();
});
