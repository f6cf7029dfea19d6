import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, expect } from "vitest";
import { createUpstream, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { ApiServer, callToken } from "./api-fixture.ts";

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
