import { afterEach, beforeEach, expect, vi } from "vitest";
import { createUpstream, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { callToken } from "./api-fixture.ts";

/** Removes the proxies of this machine from the environment of each test of a file. */
export function clearProxies(): void {
  beforeEach(() => {
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"]) {
      vi.stubEnv(name, undefined);
      vi.stubEnv(name.toLowerCase(), undefined);
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
    return (error as UpstreamError).message;
  } finally {
    upstream.close();
  }
}
