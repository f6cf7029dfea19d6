import type { Agent, AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { tryTimeoutMs } from "./call-limits.ts";

/**
 * Creates an agent that connects to a server through a proxy.
 *
 * @param proxy - the proxy's URL
 * @param url - the server's URL
 * @param options - options of the connections
 * @param trust - the authorities that the server's certificate must be from
 */
export function createProxyAgent(proxy: URL, url: string, options: AgentOptions, trust: AgentOptions): Agent {
  const agent = new TimeLimitedProxyAgent(proxy, options);
  // Options of the constructor apply to the connection to the proxy, later ones to the connection to the server. If the
  // server is an IP address, the library would compare its certificate with another name.
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  Object.assign(agent.options, trust, {
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  });
  return agent;
}

/** Limits the time for a connection through the proxy. The request's own time limit cannot abort it yet. */
class TimeLimitedProxyAgent extends HttpsProxyAgent<string> {
  override async connect(...parts: Parameters<HttpsProxyAgent<string>["connect"]>): Promise<Socket> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), tryTimeoutMs);
    // `super.connect` reads this before its first await, so concurrent calls do not mix.
    this.connectOpts = { ...this.connectOpts, signal: controller.signal };
    try {
      return await super.connect(...parts);
    } finally {
      clearTimeout(timer);
    }
  }
}
