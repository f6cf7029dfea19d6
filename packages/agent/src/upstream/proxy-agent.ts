import type { Agent, AgentOptions } from "node:https";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";

/**
 * Makes what connects to a server through a proxy.
 *
 * @param proxy - the URL of the proxy
 * @param url - the URL of the server
 * @param options - of the connections
 * @param trust - whom the server's certificate may be from
 */
export function createProxyAgent(proxy: URL, url: string, options: AgentOptions, trust: AgentOptions): Agent {
  const agent = new HttpsProxyAgent(proxy, options);
  // What it is made with is for the connection to the proxy; what it has later, for that to the server through it. There,
  // it would look for another name than the server's in the certificate of one that is called by its address.
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  Object.assign(agent.options, trust, {
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  });
  return agent;
}
