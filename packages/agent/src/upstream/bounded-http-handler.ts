import { finished } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type EnvironmentProxy, findProxy } from "./environment-proxy.ts";
import { createHttpsAgent, type Route } from "./https-agent.ts";
import { requireSafeEndpoint } from "./require-safe-endpoint.ts";

/** How long a connection may take. */
const connectionTimeoutMs = 500;
/** How long a try may take, from the connection to the last byte of the answer. */
const tryTimeoutMs = 1_000;

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Answer = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** Sends requests of the AWS SDK to one server, and gives up where an answer isn't there in time, whole. */
export class BoundedHttpHandler extends NodeHttpHandler {
  readonly #learnRoute: (route: Route) => void;
  #proxy: EnvironmentProxy | undefined;

  /** @param ca - certificates, PEM, of the authorities that the server's own must be from */
  constructor(ca: string | undefined) {
    const route = Promise.withResolvers<Route>();
    super(async () => ({
      // Which proxy leads to the server isn't known before the AWS SDK has found the server.
      httpsAgent: await createHttpsAgent(await route.promise, ca),
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: tryTimeoutMs,
      throwOnRequestTimeout: true,
    }));
    this.#learnRoute = route.resolve;
  }

  /** What leads to the server, once it has been called; `undefined` where that is directly. */
  get proxy(): EnvironmentProxy | undefined {
    return this.#proxy;
  }

  /**
   * The handler's own limit ends with the answer's head: this one bounds its body, too.
   *
   * @throws UnsafeEndpointError where others could read what is sent
   * @throws UnusableProxyError where the environment names a proxy that is none
   */
  override async handle(request: Request, options?: Options): Promise<Answer> {
    const port = request.port === undefined ? "" : `:${request.port}`;
    const server = `${request.protocol}//${request.hostname}${port}`;
    // The environment may have named it.
    requireSafeEndpoint(server);
    this.#proxy ??= findProxy(server);
    this.#learnRoute({ server, proxy: this.#proxy });
    const startedAt = performance.now();
    const answer = await super.handle(request, options);
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
}
