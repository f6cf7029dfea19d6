import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUpstream, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { UpstreamServer } from "../support/api-fixture.ts";
import { ConnectProxy } from "./connect-proxy.ts";

const { certificate, privateKey } = createSelfSignedCertificate("api");

usePatientClock();

let plain: UpstreamServer;
let secure: UpstreamServer;
let proxy: ConnectProxy;

beforeAll(async () => {
  [plain, secure] = await Promise.all([
    UpstreamServer.start(),
    UpstreamServer.start({ cert: certificate, key: privateKey }),
  ]);
});
afterAll(() => Promise.all([plain[Symbol.asyncDispose](), secure[Symbol.asyncDispose]()]));

beforeEach(async () => {
  // None of the machine's own proxies take part.
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  proxy = await ConnectProxy.start();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy[Symbol.asyncDispose]();
});

/** Calls once. Gives the account of the role, or the reason why there is none. */
async function call(options: UpstreamOptions): Promise<string> {
  const upstream = createUpstream({ sign: false, ...options });
  try {
    return (await upstream.assumeRole("blue", "header.payload.signature")).accountId;
  } catch (error) {
    expect(error).toBeInstanceOf(UpstreamError);
    return (error as UpstreamError).message;
  } finally {
    upstream.close();
  }
}

const account = "444455556666";

describe("an API by https", () => {
  test("is called where its authority is trusted", async () => {
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(account);
  });

  test("is not told the token where it isn't", async () => {
    const requestsBefore = secure.headers.length;
    expect(await call({ endpoint: secure.url })).toContain("can't be reached (DEPTH_ZERO_SELF_SIGNED_CERT)");
    const other = createSelfSignedCertificate("other").certificate;
    expect(await call({ endpoint: secure.url, ca: other })).toContain("can't be reached (");
    expect(secure.headers).toHaveLength(requestsBefore);
  });
});

describe("the proxy that HTTPS_PROXY names", () => {
  beforeEach(() => {
    vi.stubEnv("HTTPS_PROXY", proxy.url);
  });

  test("leads to an API by https, whose authority is checked nevertheless", async () => {
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(account);
    expect(proxy.targets).toEqual([`127.0.0.1:${secure.port}`]);
    expect(await call({ endpoint: secure.url })).toContain("can't be reached (DEPTH_ZERO_SELF_SIGNED_CERT)");
    expect(proxy.others).toEqual([]);
  });

  test("may be written without http://", async () => {
    vi.stubEnv("HTTPS_PROXY", new URL(proxy.url).host);
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(account);
    expect(proxy.targets).toEqual([`127.0.0.1:${secure.port}`]);
  });

  test.each(["127.0.0.1", "example.org,127.0.0.1", "*"])("is passed by for NO_PROXY=%s", async (hosts) => {
    vi.stubEnv("NO_PROXY", hosts);
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(account);
    expect(proxy.targets).toEqual([]);
  });

  test("leads to AWS's own API of the region", async () => {
    // Nothing of a test leaves this machine.
    proxy.isRefusing = true;
    expect(await call({ region: "eu-west-1" })).toContain("The EKS Auth API ");
    expect(new Set(proxy.targets)).toEqual(new Set(["eks-auth.eu-west-1.api.aws:443"]));
  });

  test("is not passed by for AWS's own API because of other services' names", async () => {
    vi.stubEnv("NO_PROXY", ".amazonaws.com");
    proxy.isRefusing = true;
    await call({ region: "eu-west-1" });
    expect(proxy.targets).not.toEqual([]);
  });

  test("is not waited for without an end", async () => {
    proxy.isSilent = true;
    expect(await call({ endpoint: secure.url, ca: certificate })).toContain(
      "can't be reached (TimeoutError)",
    );
    expect(proxy.targets).toHaveLength(3);
    await expect.poll(() => proxy.countConnections()).toBe(0);
  });

  test.each([
    ["HTTPS_PROXY", "127.0.0.1:1", { HTTPS_PROXY: "http://user:canary@127.0.0.1:1" }],
    // A name with two addresses, which Node.js tries both.
    ["https_proxy", "localhost:1", { https_proxy: "http://localhost:1/path" }],
    ["ALL_PROXY", "127.0.0.1:1", { HTTPS_PROXY: undefined, ALL_PROXY: "http://127.0.0.1:1" }],
  ])("is what can't be reached where it is missing, by %s", async (name, host, environment) => {
    for (const [variable, value] of Object.entries(environment)) {
      vi.stubEnv(variable, value);
    }
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(
      `The proxy at ${host} that ${name} names can't be reached (ECONNREFUSED).`,
    );
  });

  test("is named beside the API where either may be at fault", async () => {
    const { host } = new URL(proxy.url);
    vi.stubEnv("HTTPS_PROXY", `http://user:canary@${host}`);
    proxy.isRefusing = true;
    expect(await call({ endpoint: secure.url, ca: certificate })).toBe(
      `The EKS Auth API at ${secure.url} through the proxy at ${host} that HTTPS_PROXY names gave an answer that ` +
        "can't be understood (status 502).",
    );
  });

  test.each(["::::", "http://user:canary@", "socks5://user:canary@127.0.0.1:1080"])(
    "is refused at the start where it can't be one: %s",
    async (url) => {
      vi.stubEnv("HTTPS_PROXY", url);
      for (const options of [{ endpoint: secure.url }, { region: "eu-west-1" }]) {
        const upstream = createUpstream({ sign: false, ...options });
        await expect(upstream.checkConfiguration()).rejects.toThrow(
          /^HTTPS_PROXY doesn't name a proxy that can be used: (?!.*canary).*http:\/\//,
        );
        upstream.close();
      }
      expect(await call({ endpoint: secure.url })).toMatch(/^HTTPS_PROXY doesn't name (?!.*canary)/);
    },
  );

  test("may be anything where it isn't asked", async () => {
    vi.stubEnv("HTTPS_PROXY", "::::");
    vi.stubEnv("HTTP_PROXY", "::::");
    await createUpstream({ endpoint: plain.url, sign: false }).checkConfiguration();
    vi.stubEnv("NO_PROXY", "127.0.0.1,.api.aws");
    await createUpstream({ endpoint: secure.url, sign: false }).checkConfiguration();
    await createUpstream({ region: "eu-west-1", sign: false }).checkConfiguration();
    vi.stubEnv("NO_PROXY", undefined);
    vi.stubEnv("AWS_ENDPOINT_URL", plain.url);
    await createUpstream({ region: "eu-west-1", sign: false }).checkConfiguration();
  });
});

test("an API by http is on this machine, and no proxy is asked for it", async () => {
  vi.stubEnv("HTTP_PROXY", proxy.url);
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  expect(await call({ endpoint: plain.url })).toBe(account);
  expect(proxy.targets).toEqual([]);
  expect(proxy.others).toEqual([]);
});

test("an endpoint of the environment that others could read is sent nothing", async () => {
  // An address of the documentation's range, which nobody has.
  vi.stubEnv("AWS_ENDPOINT_URL_EKS_AUTH", "http://198.51.100.1");
  const upstream = createUpstream({ region: "eu-west-1", sign: false });
  await expect(upstream.assumeRole("blue", "header.payload.signature")).rejects.toMatchObject({
    status: 503,
    message: expect.stringContaining("The endpoint at 198.51.100.1 can't be used."),
  });
});

test("a refused endpoint's password is not repeated", () => {
  const endpoint = "http://user:canary@eks-auth.example.org";
  expect(() => createUpstream({ endpoint })).toThrow(
    /^The endpoint at eks-auth\.example\.org can't be used\./,
  );
});

test.each([
  "http://eks-auth.example.org",
  "ftp://127.0.0.1",
  "eks-auth.example.org",
  "127.0.0.1:8480",
  "",
  "http://localhost.example.org",
  "http://127.0.0.1.example.org",
])("the endpoint %j is refused at once", (endpoint) => {
  expect(() => createUpstream({ endpoint })).toThrow(TypeError);
});
