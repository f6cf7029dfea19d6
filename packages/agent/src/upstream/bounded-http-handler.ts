import { finished } from "node:stream";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";

/** How long a connection may take. */
const connectionTimeoutMs = 500;
/** How long a try may take, from the connection to the last byte of the answer. */
const tryTimeoutMs = 1_000;

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Answer = Awaited<ReturnType<NodeHttpHandler["handle"]>>;

/** Sends requests of the AWS SDK, and gives up where an answer isn't there in time, whole. */
export class BoundedHttpHandler extends NodeHttpHandler {
  /** @param agents - of Node.js, where others than its own should connect */
  constructor(agents: Pick<NodeHttpHandlerOptions, "httpAgent" | "httpsAgent">) {
    super({
      ...agents,
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: tryTimeoutMs,
      throwOnRequestTimeout: true,
    });
  }

  /** The handler's own limit ends with the answer's head: this one bounds its body, too. */
  override async handle(request: Request, options?: Options): Promise<Answer> {
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
