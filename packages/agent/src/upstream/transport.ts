import { Agent, type AgentOptions } from "node:https";
import { finished } from "node:stream";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { connectionTimeoutMs, tryTimeoutMs } from "./call-limits.ts";
import { type EnvironmentProxy, findProxy } from "./proxy.ts";

/** More connections than pods that ask for their first credentials at the same time. */
const connectionOptions = { keepAlive: true, maxSockets: 256 };

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Response = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** The AWS SDK's request handler, with a transport for each server, and a time limit for the whole response. */
export class UpstreamHttpHandler {
  readonly metadata: NodeHttpHandler["metadata"] = { handlerProtocol: "http/1.1" };
  readonly #ca: string | undefined;
  /** By the server's origin. */
  readonly #transports = new Map<string, Transport>();
  #last: Transport | undefined;

  /** @param ca - certificates (PEM) of the authorities that servers' certificates must be from */
  constructor(ca: string | undefined) {
    this.#ca = ca;
  }

  /** The proxy of the last request, if it used one. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#last?.proxy;
  }

  /**
   * Sends a request. The AWS SDK's own time limit ends with the response's headers; this one includes the body.
   *
   * @throws UnsafeEndpointError if others could read the request
   * @throws ProxyConfigError if the environment names an unusable proxy
   */
  async handle(request: Request, options?: Options): Promise<Response> {
    const transport = this.#transportTo(request);
    this.#last = transport;
    const startedAt = performance.now();
    const answer = await transport.handler.handle(request, options);
    const { body } = answer.response;
    const expire = () => {
      const error = new Error("The response was not complete in time.");
      body.destroy(Object.assign(error, { name: "TimeoutError" }));
    };
    const timer = setTimeout(expire, startedAt + tryTimeoutMs - performance.now());
    finished(body, () => clearTimeout(timer));
    return answer;
  }

  /** Closes all connections. */
  destroy(): void {
    for (const { handler } of this.#transports.values()) {
      handler.destroy();
    }
  }

  #transportTo({ protocol, hostname, port }: Request): Transport {
    const server = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
    let transport = this.#transports.get(server);
    if (transport === undefined) {
      // The environment can set the endpoint, so it is checked here too.
      requireSafeEndpoint(server);
      transport = createTransport(server, this.#ca);
      this.#transports.set(server, transport);
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
  readonly handler: NodeHttpHandler;
}

/**
 * Creates the transport to a server. It connects at the first request.
 *
 * @param server - the server's URL
 * @param ca - certificates (PEM) of the authorities that the server's certificate must be from; by default those included
 *   in Node.js
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
function createTransport(server: string, ca: string | undefined): Transport {
  const proxy = findProxy(server);
  const trust: AgentOptions = ca === undefined ? {} : { ca };
  const handler = new NodeHttpHandler(async () => ({
    httpAgent: connectionOptions,
    httpsAgent: await createHttpsAgent(proxy, server, trust),
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: tryTimeoutMs,
    throwOnRequestTimeout: true,
  }));
  return { proxy, handler };
}

async function createHttpsAgent(
  proxy: EnvironmentProxy | undefined,
  server: string,
  trust: AgentOptions,
): Promise<Agent> {
  if (proxy === undefined) {
    return new Agent({ ...connectionOptions, ...trust });
  }
  // Loaded only if there is a proxy, because it takes memory.
  const { createProxyAgent } = await import("./proxy-agent.ts");
  return createProxyAgent(proxy.url, server, connectionOptions, trust);
}

/** An endpoint would expose tokens and credentials. The message contains only its host, because a URL can contain a password. */
export class UnsafeEndpointError extends CodedError {
  static override readonly brand: string = "@eks-auth/agent/UnsafeEndpointError";
  override readonly name = "UnsafeEndpointError";
  readonly code = "endpoint_unsafe";

  constructor(host: string | undefined) {
    super(
      `The endpoint${host ? ` at ${host}` : ""} is not safe for tokens and credentials. ` +
        "It must be an https URL, or an http URL on this machine.",
    );
  }
}

/**
 * Checks that no one on the network can read what is sent to an endpoint.
 *
 * @throws UnsafeEndpointError if it is neither an https URL nor an http URL on this machine
 */
export function requireSafeEndpoint(endpoint: string): void {
  if (!isTrustedUrl(endpoint)) {
    throw new UnsafeEndpointError(URL.parse(endpoint)?.host);
  }
}
