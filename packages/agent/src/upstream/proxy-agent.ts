import type { Agent, AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { tryTimeoutMs } from "./call-limits.ts";

/**
 * Makes what connects to a server through a proxy.
 *
 * @param proxy - the URL of the proxy
 * @param url - the URL of the server
 * @param options - of the connections
 * @param trust - whom the server's certificate may be from
 */
export function createProxyAgent(proxy: URL, url: string, options: AgentOptions, trust: AgentOptions): Agent {
  const agent = new BoundedProxyAgent(proxy, options);
  // What it is made with is for the connection to the proxy; what it has later, for that to the server through it. There,
  // it would look for another name than the server's in the certificate of one that is called by its address.
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  Object.assign(agent.options, trust, {
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  });
  return agent;
}

/** Gives up a connection that the proxy doesn't make in time. A request that is given up has no hold of it yet. */
class BoundedProxyAgent extends HttpsProxyAgent<string> {
  override async connect(...parts: Parameters<HttpsProxyAgent<string>["connect"]>): Promise<Socket> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), tryTimeoutMs);
    // Read before anything is waited for.
    this.connectOpts = { ...this.connectOpts, signal: late.signal };
    try {
      return await super.connect(...parts);
    } finally {
      clearTimeout(timer);
    }
  }
}
