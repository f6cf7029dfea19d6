import { finished } from "node:stream";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { EnvironmentProxy } from "./environment-proxy.ts";
import { requireSafeEndpoint } from "./require-safe-endpoint.ts";
import { tryTimeoutMs } from "./time-limits.ts";
import { openWay, type Way } from "./way.ts";

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
