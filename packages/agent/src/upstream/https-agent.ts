import { Agent, type AgentOptions } from "node:https";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** More than a node has pods. */
const maxSockets = 256;

/**
 * Makes what connects to a server: directly, or through the proxy that `HTTPS_PROXY` and `NO_PROXY` name for it.
 *
 * @param url - of the server
 * @param ca - certificates, PEM, of the authorities that the server's own must be from; the platform's where it is `undefined`
 * @throws TypeError where the address of the proxy isn't a URL
 */
export function createHttpsAgent(url: string, ca: string | undefined): Agent {
  const options: AgentOptions = { keepAlive: true, maxSockets };
  const trust: AgentOptions = ca === undefined ? {} : { ca };
  const proxy = getProxyForUrl(url);
  if (proxy === "") {
    return new Agent({ ...options, ...trust });
  }
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
