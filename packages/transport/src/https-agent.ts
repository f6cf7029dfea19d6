import type { Agent, AgentOptions } from "node:https";
import { trustOnly } from "./ca-certificates.ts";
import type { EnvironmentProxy } from "./proxy.ts";
import { rememberingLookup } from "./remembering-lookup.ts";

/** A certificate by which servers know a client. */
export interface ClientCertificate {
  /** PEM; with the intermediate authorities, if servers need them. */
  readonly certificate: string;
  /** The private key of the certificate, PEM. */
  readonly privateKey: string;
}

interface HttpsConnections {
  /** The server's URL. */
  readonly server: string;
  /** The proxy to the server; undefined if connections are direct. */
  readonly proxy: EnvironmentProxy | undefined;
  /** Certificates (PEM) that the server's certificate must be signed by; undefined for those included in Node.js. */
  readonly ca: string | undefined;
  /** The certificate that the client shows if the server asks for one. */
  readonly clientCertificate?: ClientCertificate | undefined;
  /** How long a connection through the proxy can take, in milliseconds. */
  readonly proxyTimeoutMs: number;
}

/** Creates the agent of connections to a server. It connects at the first request. */
export async function createHttpsAgent(
  { server, proxy, ca, clientCertificate, proxyTimeoutMs }: HttpsConnections,
  options: AgentOptions,
): Promise<Agent> {
  const { certificate: cert, privateKey: key } = clientCertificate ?? {};
  const tls: AgentOptions = {
    ...trustOnly(ca),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
  if (proxy === undefined) {
    // Loaded only now: `node:https` and TLS take milliseconds, and a server on the same machine needs neither.
    const https = process.getBuiltinModule("node:https");
    return new https.Agent({ lookup: rememberingLookup, ...options, ...tls });
  }
  // Loaded only if there is a proxy.
  const { ProxyAgent } = await import("./proxy-agent.ts");
  return new ProxyAgent({ proxy: proxy.url, server, tls, timeoutMs: proxyTimeoutMs }, options);
}
