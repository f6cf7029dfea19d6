import { Agent, type AgentOptions } from "node:https";
import { getProxyForUrl } from "proxy-from-env";

/** More pods than ask for their first credentials at the same time. */
const maxSockets = 256;

/**
 * Makes what connects to a server: directly, or through the proxy that `HTTPS_PROXY` and `NO_PROXY` name for it.
 *
 * @param url - of the server
 * @param ca - certificates, PEM, of the authorities that the server's own must be from; the platform's where it is `undefined`
 * @throws TypeError where the address of the proxy isn't a URL
 */
export async function createHttpsAgent(url: string, ca: string | undefined): Promise<Agent> {
  const options: AgentOptions = { keepAlive: true, maxSockets };
  const trust: AgentOptions = ca === undefined ? {} : { ca };
  const proxy = getProxyForUrl(url);
  if (proxy === "") {
    return new Agent({ ...options, ...trust });
  }
  // Loaded where there is a proxy: it takes memory.
  const { createProxyAgent } = await import("./proxy-agent.ts");
  return createProxyAgent(proxy, url, options, trust);
}
