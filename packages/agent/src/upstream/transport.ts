import { Agent, type AgentOptions } from "node:https";
import { finished } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { connectionTimeoutMs, tryTimeoutMs } from "./call-limits.ts";
import { type EnvironmentProxy, findProxy } from "./proxy.ts";

/** More pods than ask for their first credentials at the same time. */
const connections = { keepAlive: true, maxSockets: 256 };

/** How a server is reached. */
interface Way {
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
function openWay(server: string, ca: string | undefined): Way {
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

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Answer = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** Sends requests of the AWS SDK, to each server by its own way, and gives up where an answer isn't there in time, whole. */
export class BoundedHttpHandler {
  readonly metadata: NodeHttpHandler["metadata"] = { handlerProtocol: "http/1.1" };
  readonly #ca: string | undefined;
  /** By the servers' origins. */
  readonly #ways = new Map<string, Way>();
  #last: Way | undefined;

  /** @param ca - certificates, PEM, of the authorities that the servers' own must be from */
  constructor(ca: string | undefined) {
    this.#ca = ca;
  }

  /** What leads to the server that was called last; `undefined` where that is directly. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#last?.proxy;
  }

  /**
   * The AWS SDK's own limit ends with the answer's head: this one bounds its body, too.
   *
   * @throws UnsafeEndpointError where others could read what is sent
   * @throws ProxyConfigError where the environment names a proxy that is none
   */
  async handle(request: Request, options?: Options): Promise<Answer> {
    const way = this.#wayTo(request);
    this.#last = way;
    const startedAt = performance.now();
    const answer = await way.handler.handle(request, options);
    const { body } = answer.response;
    const timer = setTimeout(
      () => {
        body.destroy(Object.assign(new Error("The answer was not whole in time."), { name: "TimeoutError" }));
      },
      tryTimeoutMs - (performance.now() - startedAt),
    );
    finished(body, () => clearTimeout(timer));
    return answer;
  }

  /** Closes all connections. */
  destroy(): void {
    for (const { handler } of this.#ways.values()) {
      handler.destroy();
    }
  }

  #wayTo({ protocol, hostname, port }: Request): Way {
    const server = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
    let way = this.#ways.get(server);
    if (way === undefined) {
      // The environment may have named it.
      requireSafeEndpoint(server);
      way = openWay(server, this.#ca);
      this.#ways.set(server, way);
    }
    return way;
  }

  /** The AWS SDK asks for both on behalf of a client's extensions. There are none. */
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

/** An endpoint that tokens and credentials must not go to. The message doesn't hold what may be secret in a URL. */
export class UnsafeEndpointError extends TypeError {
  override readonly name = "UnsafeEndpointError";
}

/**
 * Checks that nobody on the way can read the tokens and credentials that go to an endpoint and back.
 *
 * @throws UnsafeEndpointError where it is neither an https URL nor an http one of this machine
 */
export function requireSafeEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isLocal = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url?.hostname ?? "");
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && isLocal)) {
    const place = url?.host ? ` at ${url.host}` : "";
    throw new UnsafeEndpointError(
      `The endpoint${place} can't be used. Tokens and credentials go there: it must be an https URL, or an http URL of this machine.`,
    );
  }
}
