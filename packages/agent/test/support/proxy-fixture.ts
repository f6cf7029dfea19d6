import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { createUpstream, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { ApiServer, callToken } from "./api-fixture.ts";

const names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"];
export const proxyVariables: readonly string[] = names.flatMap((name) => [name, name.toLowerCase()]);

/** Removes the proxies of this machine from the environment of each test of a file. */
export function clearProxies(): void {
  beforeEach(() => {
    for (const name of proxyVariables) {
      vi.stubEnv(name, undefined);
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
}

/** Makes one unsigned call. Returns the account of the role, or the message of the error. */
export async function callUpstream(options: UpstreamOptions): Promise<string> {
  const upstream = createUpstream({ sign: false, ...options });
  try {
    return (await upstream.assumeRole("blue", callToken)).accountId;
  } catch (error) {
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ status: 503, dropsCredentials: false });
    return (error as UpstreamError).message;
  } finally {
    upstream.close();
  }
}

/** Serves the API on http and on https, until the tests of the file have ended. */
export async function startApis(): Promise<{ plain: ApiServer; secure: ApiServer; ca: string }> {
  const { certificate: ca, privateKey: key } = createSelfSignedCertificate("api");
  const [plain, secure] = await Promise.all([ApiServer.start(), ApiServer.start({ cert: ca, key })]);
  afterAll(() => Promise.all([plain[Symbol.asyncDispose](), secure[Symbol.asyncDispose]()]));
  return { plain, secure, ca };
}
