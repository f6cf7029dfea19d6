import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** More than a node has pods. */
const maxSockets = 256;

/**
 * Makes what connects to the EKS Auth API: directly, or through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`
 * name.
 *
 * @param endpoint - where the API is; AWS's own, which is https, where it is `undefined`
 * @param ca - certificates, PEM, of the authorities that the API's own must be from; the platform's where it is `undefined`
 * @throws TypeError where the proxy's address isn't a URL
 */
export function createHttpAgents(
  endpoint: string | undefined,
  ca: string | undefined,
): Pick<NodeHttpHandlerOptions, "httpAgent" | "httpsAgent"> {
  const options = { keepAlive: true, maxSockets, ...(ca === undefined ? {} : { ca }) };
  const proxy = getProxyForUrl(endpoint ?? "https://eks-auth.amazonaws.com");
  if (proxy === "") {
    return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
  }
  // It connects through the proxy for http, too, which keeps what is sent from the proxy's own requests.
  const agent = new HttpsProxyAgent(proxy, options);
  return { httpAgent: agent, httpsAgent: agent };
}
