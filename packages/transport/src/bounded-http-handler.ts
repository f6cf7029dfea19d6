import type { IncomingMessage } from "node:http";
import type { Agent } from "node:https";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { endpointSources, requireSafeEndpoint } from "./endpoint.ts";
import { type ClientCertificate, createHttpsAgent } from "./https-agent.ts";
import { type EnvironmentProxy, findProxy } from "./proxy.ts";
import { readBody } from "./read-body.ts";

/** More connections than pods that ask for their first credentials at the same time. */
const connectionOptions = { keepAlive: true, maxSockets: 256 };

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Response = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** The limits of a {@link BoundedHttpHandler}. */
export interface HttpHandlerOptions {
  /** Certificates (PEM) that servers' certificates must be signed by; by default those included in Node.js. */
  readonly ca?: string | undefined;
  /** How long connecting can take, in milliseconds. */
  readonly connectionTimeoutMs: number;
  /** How long a request can take, from connecting to the last byte of the response, in milliseconds. */
  readonly timeoutMs: number;
  /** The largest body of a response, in bytes. */
  readonly maxResponseBytes: number;
  /** Whether to use the proxies of the environment; true by default. */
  readonly useProxy?: boolean | undefined;
}

/** The AWS SDK's request handler, with a transport for each server, and limits on the time and size of whole responses. */
export class BoundedHttpHandler {
  readonly metadata: NodeHttpHandler["metadata"] = { handlerProtocol: "http/1.1" };
  readonly #options: HttpHandlerOptions;
  #ca: string | undefined;
  #clientCertificate: ClientCertificate | undefined;
  /** By the server's origin. */
  readonly #transports = new Map<string, Transport>();
  #last: Transport | undefined;

  constructor(options: HttpHandlerOptions) {
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
      this.#replaceTransports();
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
      this.#replaceTransports();
    }
  }

  /** The proxy of the last request, if it used one. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#last?.proxy;
  }

  /**
   * Sends a request and receives the whole response.
   *
   * @throws UnsafeEndpointError if others could read the request
   * @throws ProxyConfigError if the environment names an unusable proxy
   * @throws ResponseTooLargeError if the response's body is larger than the limit
   * @throws Error with the name `TimeoutError` if there is no complete response in time
   */
  async handle(request: Request, options?: Options): Promise<Response> {
    const transport = this.#transportTo(request);
    this.#last = transport;
    const { timeoutMs, maxResponseBytes } = this.#options;
    let body: IncomingMessage | undefined;
    let isExpired = false;
    const expire = (): void => {
      isExpired = true;
      const error = new Error("The response was not complete in time.");
      body?.destroy(Object.assign(error, { name: "TimeoutError" }));
    };
    // The AWS SDK's own time limit ends with the response's headers.
    const timer = setTimeout(expire, timeoutMs);
    try {
      const { response } = await transport.handler.handle(request, options);
      body = response.body as IncomingMessage;
      if (isExpired) {
        expire();
      }
      response.body = await readBody(body, maxResponseBytes);
      return { response };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes all connections. */
  destroy(): void {
    for (const { handler } of this.#transports.values()) {
      handler.destroy();
    }
  }

  #replaceTransports(): void {
    for (const { httpsAgent } of this.#transports.values()) {
      httpsAgent.then(closeWhenIdle, () => {});
    }
    this.#transports.clear();
  }

  #transportTo({ protocol, hostname, port }: Request): Transport {
    const server = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
    let transport = this.#transports.get(server);
    if (transport === undefined) {
      // The environment and the AWS configuration file can set the endpoint, so it is checked here.
      requireSafeEndpoint(server, endpointSources);
      transport = createTransport(server, { ...this.#options, ca: this.#ca }, this.#clientCertificate);
      this.#transports.set(server, transport);
      // Fails if there is no free descriptor to load code with, for example. The next request tries again.
      transport.httpsAgent.catch(() => this.#transports.delete(server));
    }
    return transport;
  }

  /** The AWS SDK calls these two for a client's extensions. There are none. */
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

interface Transport {
  /** The proxy to the server; undefined if connections are direct. */
  readonly proxy: EnvironmentProxy | undefined;
  readonly httpsAgent: Promise<Agent>;
  readonly handler: NodeHttpHandler;
}

/**
 * Creates the transport to a server. It connects at the first request.
 *
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
function createTransport(
  server: string,
  options: HttpHandlerOptions,
  clientCertificate: ClientCertificate | undefined,
): Transport {
  const { ca, connectionTimeoutMs, timeoutMs, useProxy = true } = options;
  const proxy = useProxy ? findProxy(server) : undefined;
  const connections = { server, proxy, ca, clientCertificate, proxyTimeoutMs: timeoutMs };
  const httpsAgent = createHttpsAgent(connections, connectionOptions);
  const handler = new NodeHttpHandler(async () => ({
    httpAgent: connectionOptions,
    httpsAgent: await httpsAgent,
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
  }));
  return { proxy, httpsAgent, handler };
}

/** Closes the connections of an agent that are idle, and each other one as soon as its request is finished. */
function closeWhenIdle(agent: Agent): void {
  agent.maxFreeSockets = 0;
  for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) {
    socket.destroy();
  }
}
