import type { Agent, IncomingMessage } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { EnvironmentProxy } from "./proxy.ts";
import { readBody } from "./read-body.ts";
import { ServerConnections } from "./server-connections.ts";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Response = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** The limits of a {@link BoundedHttpHandler}. */
export interface HttpHandlerOptions {
  /** How long connecting can take, in milliseconds. */
  readonly connectionTimeoutMs: number;
  /** How long a request can take, from connecting to the last byte of the response, in milliseconds. */
  readonly timeoutMs: number;
  /** The largest body of a response, in bytes. */
  readonly maxResponseBytes: number;
  /** Whether to use the proxies of the environment; true by default. */
  readonly useProxy?: boolean | undefined;
}

/** The AWS SDK's request handler, with connections to each server, and limits on the time and size of whole responses. */
export class BoundedHttpHandler {
  readonly metadata: NodeHttpHandler["metadata"] = { handlerProtocol: "http/1.1" };
  readonly #options: HttpHandlerOptions;
  readonly #connections: ServerConnections;
  readonly #handlers = new WeakMap<Agent, NodeHttpHandler>();

  constructor(options: HttpHandlerOptions) {
    const { useProxy, timeoutMs } = options;
    this.#options = options;
    this.#connections = new ServerConnections({ useProxy, proxyTimeoutMs: timeoutMs });
  }

  /** The proxy of the last request, if it used one. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#connections.proxy;
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
    const { timeoutMs, maxResponseBytes } = this.#options;
    const handler = await this.#findHandler(request);
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
      const { response } = await handler.handle(request, options);
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
    this.#connections.close();
  }

  async #findHandler({ protocol, hostname, port }: Request): Promise<NodeHttpHandler> {
    const agent = await this.#connections.to(
      `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`,
    );
    const handler = this.#handlers.get(agent) ?? createHandler(agent, this.#options);
    this.#handlers.set(agent, handler);
    return handler;
  }

  /** The AWS SDK calls these two for a client's extensions. There are none. */
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

function createHandler(
  agent: Agent,
  { connectionTimeoutMs, timeoutMs }: HttpHandlerOptions,
): NodeHttpHandler {
  return new NodeHttpHandler({
    httpAgent: agent,
    httpsAgent: agent as HttpsAgent,
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
  });
}
