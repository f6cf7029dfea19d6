import { Agent, type AgentOptions } from "node:https";
import { trustOnly } from "./ca-certificates.ts";
import type { EnvironmentProxy } from "./proxy.ts";

interface HttpsConnections {
  /** The server's URL. */
  readonly server: string;
  /** The proxy to the server; undefined if connections are direct. */
  readonly proxy: EnvironmentProxy | undefined;
  /** Certificates (PEM) that the server's certificate must be signed by; undefined for those included in Node.js. */
  readonly ca: string | undefined;
  /** How long a connection through the proxy can take, in milliseconds. */
  readonly proxyTimeoutMs: number;
}

/** Creates the agent of connections to a server. It connects at the first request. */
export async function createHttpsAgent(
  { server, proxy, ca, proxyTimeoutMs }: HttpsConnections,
  options: AgentOptions,
): Promise<Agent> {
  const trust = trustOnly(ca);
  if (proxy === undefined) {
    return new Agent({ ...options, ...trust });
  }
  // Loaded only if there is a proxy.
  const { ProxyAgent } = await import("./proxy-agent.ts");
  return new ProxyAgent({ proxy: proxy.url, server, trust, timeoutMs: proxyTimeoutMs }, options);
}
