import { Agent, type AgentOptions } from "node:https";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type EnvironmentProxy, findProxy } from "./environment-proxy.ts";
import { connectionTimeoutMs, tryTimeoutMs } from "./time-limits.ts";

/** More pods than ask for their first credentials at the same time. */
const connections = { keepAlive: true, maxSockets: 256 };

/** How a server is reached. */
export interface Way {
  /** What leads to it; `undefined` where it is called directly. */
  readonly proxy: EnvironmentProxy | undefined;
  /** What sends requests to it. */
  readonly handler: NodeHttpHandler;
}

/**
 * Finds the way to a server. It connects when it is called.
 *
 * @param server - the server's URL
 * @param ca - certificates, PEM, of the authorities that its own must be from; those that Node.js comes with where it is
 *   `undefined`
 * @throws ProxyConfigError where the environment names a proxy that is none
 */
export function openWay(server: string, ca: string | undefined): Way {
  const proxy = findProxy(server);
  const trust: AgentOptions = ca === undefined ? {} : { ca };
  const handler = new NodeHttpHandler(async () => ({
    httpAgent: connections,
    httpsAgent: proxy ? await connectThrough(proxy, server, trust) : new Agent({ ...connections, ...trust }),
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: tryTimeoutMs,
    throwOnRequestTimeout: true,
  }));
  return { proxy, handler };
}

async function connectThrough(
  { url }: EnvironmentProxy,
  server: string,
  trust: AgentOptions,
): Promise<Agent> {
  // Loaded where there is a proxy: it takes memory.
  const { createProxyAgent } = await import("./proxy-agent.ts");
  return createProxyAgent(url, server, connections, trust);
}
