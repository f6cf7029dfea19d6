import { afterEach, beforeEach, vi } from "vitest";

const names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"];

/** The environment variables that set proxies. */
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
