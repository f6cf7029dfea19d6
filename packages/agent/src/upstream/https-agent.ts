import { Agent, type AgentOptions } from "node:https";
import type { EnvironmentProxy } from "./environment-proxy.ts";

/** More pods than ask for their first credentials at the same time. */
const maxSockets = 256;

/** How a server is reached. */
export interface Route {
  /** The URL of the server. */
  readonly server: string;
  /** What leads to it; `undefined` where it is called directly. */
  readonly proxy: EnvironmentProxy | undefined;
}

/**
 * Makes what connects to a server.
 *
 * @param ca - certificates, PEM, of the authorities that the server's own must be from; the platform's where it is `undefined`
 */
export async function createHttpsAgent({ server, proxy }: Route, ca: string | undefined): Promise<Agent> {
  const options: AgentOptions = { keepAlive: true, maxSockets };
  const trust: AgentOptions = ca === undefined ? {} : { ca };
  if (proxy === undefined) {
    return new Agent({ ...options, ...trust });
  }
  // Loaded where there is a proxy: it takes memory.
  const { createProxyAgent } = await import("./proxy-agent.ts");
  return createProxyAgent(proxy.url, server, options, trust);
}
