import type { Agent } from "node:http";
import { endpointSources, requireSafeEndpoint } from "./endpoint.ts";
import { type ClientCertificate, createHttpsAgent } from "./https-agent.ts";
import { nodeHttp } from "./node-http.ts";
import { type EnvironmentProxy, findProxy } from "./proxy.ts";

/** More connections than pods that ask for their first credentials at the same time. */
const connectionOptions = { keepAlive: true, maxSockets: 256 };

/** Options of {@link ServerConnections}. */
export interface ServerConnectionOptions {
  /** Certificates (PEM) that servers' certificates must be signed by; by default those included in Node.js. */
  readonly ca?: string | undefined;
  /** Whether to use the proxies of the environment; true by default. */
  readonly useProxy?: boolean | undefined;
  /** How long a connection through a proxy can take, in milliseconds. */
  readonly proxyTimeoutMs: number;
}

/** Connections to servers that clients of APIs call: an agent of `node:http` or `node:https` for each server. */
export class ServerConnections {
  readonly #options: ServerConnectionOptions;
  #ca: string | undefined;
  #clientCertificate: ClientCertificate | undefined;
  /** By the server's origin. */
  readonly #connections = new Map<string, Connections>();
  #last: Connections | undefined;

  constructor(options: ServerConnectionOptions) {
    this.#options = options;
    this.#ca = options.ca;
  }

  /**
   * Sets the certificates that servers' certificates must be signed by. If they are others than before, later requests use
   * new connections, because TLS verifies a server only at the start of a connection. Requests in progress are finished.
   */
  set ca(ca: string | undefined) {
    if (ca !== this.#ca) {
      this.#ca = ca;
      this.#replace();
    }
  }

  /**
   * Sets the certificate that the client shows to servers that ask for one. If it is another object than before, later
   * requests use new connections, because TLS shows a certificate only at the start of a connection. Requests in progress
   * are finished.
   */
  set clientCertificate(certificate: ClientCertificate | undefined) {
    if (certificate !== this.#clientCertificate) {
      this.#clientCertificate = certificate;
      this.#replace();
    }
  }

  /** The proxy of the last request, if it used one. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#last?.proxy;
  }

  /**
   * Finds the agent for a request.
   *
   * @param server - the server's origin, `https://eks-auth.example.org`
   * @throws UnsafeEndpointError if others could read the request
   * @throws ProxyConfigError if the environment names an unusable proxy
   */
  async to(server: string): Promise<Agent> {
    let connections = this.#connections.get(server);
    if (connections === undefined) {
      connections = this.#open(server);
      this.#connections.set(server, connections);
      // Fails if there is no free descriptor to load code with, for example. The next request tries again.
      connections.agent.catch(() => this.#connections.delete(server));
    }
    this.#last = connections;
    return connections.agent;
  }

  /** Closes all connections. */
  close(): void {
    for (const { agent } of this.#connections.values()) {
      agent.then(
        (opened) => opened.destroy(),
        () => {},
      );
    }
  }

  /** The environment and the AWS configuration file can set the endpoint, so it is checked here. */
  #open(server: string): Connections {
    requireSafeEndpoint(server, endpointSources);
    const { useProxy = true, proxyTimeoutMs } = this.#options;
    if (server.startsWith("http:")) {
      return { proxy: undefined, agent: Promise.resolve(new nodeHttp.Agent(connectionOptions)) };
    }
    const proxy = useProxy ? findProxy(server) : undefined;
    const [ca, clientCertificate] = [this.#ca, this.#clientCertificate];
    const https = { server, proxy, ca, clientCertificate, proxyTimeoutMs };
    return { proxy, agent: createHttpsAgent(https, connectionOptions) };
  }

  #replace(): void {
    for (const { agent } of this.#connections.values()) {
      agent.then(closeWhenIdle, () => {});
    }
    this.#connections.clear();
  }
}

interface Connections {
  /** The proxy to the server; undefined if connections are direct. */
  readonly proxy: EnvironmentProxy | undefined;
  readonly agent: Promise<Agent>;
}

/** Closes the connections of an agent that are idle, and each other one as soon as its request is finished. */
function closeWhenIdle(agent: Agent): void {
  agent.maxFreeSockets = 0;
  for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) {
    socket.destroy();
  }
}
