import type { Agent, AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { ProxyRefusedError } from "./proxy.ts";

interface ProxyConnections {
  /** The proxy's URL. */
  readonly proxy: URL;
  /** The server's URL. */
  readonly server: string;
  /** The authorities that the server's certificate must be from. */
  readonly trust: AgentOptions;
  /** How long a connection can take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Creates an agent that connects to a server through a proxy. */
export function createProxyAgent(
  { proxy, server, trust, timeoutMs }: ProxyConnections,
  options: AgentOptions,
): Agent {
  const agent = new TimeLimitedProxyAgent(proxy, options);
  agent.timeoutMs = timeoutMs;
  // Options of the constructor apply to the connection to the proxy, later ones to the connection to the server. If the
  // server is an IP address, the library would compare its certificate with another name.
  const host = new URL(server).hostname.replace(/^\[(.*)\]$/, "$1");
  Object.assign(agent.options, trust, {
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  });
  return agent;
}

/**
 * Limits the time for a connection through the proxy: the request's own time limit cannot abort it yet. The library would
 * pass on the answer of a proxy that does not connect as if it were the server's, which TLS has not verified.
 */
class TimeLimitedProxyAgent extends HttpsProxyAgent<string> {
  timeoutMs = 0;

  override async connect(...parts: Parameters<HttpsProxyAgent<string>["connect"]>): Promise<Socket> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), this.timeoutMs);
    // `super.connect` reads this before its first await, so concurrent calls do not mix.
    this.connectOpts = { ...this.connectOpts, signal: controller.signal };
    let status = 0;
    parts[0].once("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    try {
      const socket = await super.connect(...parts);
      if (status !== 200) {
        socket.destroy();
        throw new ProxyRefusedError(status);
      }
      return socket;
    } finally {
      clearTimeout(timer);
    }
  }
}
