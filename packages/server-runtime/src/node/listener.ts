/**
 * Hosts a handler in `node:http` or `node:https`.
 *
 * @packageDocumentation
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest } from "../http/request.ts";
import { answerRequest } from "./answer-request.ts";
import { Http1Request } from "./http1-request.ts";
import { PeerReader } from "./peer-reader.ts";
import { PipelineLimiter } from "./pipeline-limiter.ts";
import type { TrustedProxies } from "./trusted-proxies.ts";

export { type TrustedProxies, trustProxies } from "./trusted-proxies.ts";

/** The options of a listener. */
export interface NodeListenerOptions {
  /**
   * How many requests of a connection can be unanswered. Default 32, as many as browsers with pipelining sent. A
   * connection with more is closed.
   */
  readonly maxPipelinedRequests?: number;
  /** The proxies in front of the server: the result of {@link trustProxies}. Default: none. */
  readonly trustedProxies?: TrustedProxies | undefined;
}

/**
 * Creates a request listener for `node:http` and `node:https`. Its promise never rejects. For `node:http2`, use
 * `createHttp2Listener` of the entry point `http2`.
 *
 * The listener must get the body unread. If a body parser has read it, only its bytes count: those of express.raw, or of
 * the property `rawBody`. Otherwise the client gets a 500, and `onError` an error with the code `body_consumed`.
 *
 * @example
 * createServer(createNodeListener(handler)).listen(8080, "127.0.0.1");
 * @throws TypeError if `maxPipelinedRequests` isn't a whole number above 0
 */
export function createNodeListener(
  handler: Handler,
  { maxPipelinedRequests = 32, trustedProxies }: NodeListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  const peers = new PeerReader(trustedProxies);
  return async function listen(incoming, outgoing) {
    if (pipelines.allow(incoming, outgoing)) {
      await answerRequest(handler, new Http1Request(incoming, outgoing, peers.read(incoming)), outgoing);
    }
  };
}

/**
 * Returns the request of `node:http`. Don't read its body: `body` of the request has the bytes.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request, or it came over HTTP/2
 */
export function getIncomingMessage({
  hostRequest,
}: Pick<HttpRequest, "hostRequest">): IncomingMessage | undefined {
  return hostRequest instanceof Http1Request ? hostRequest.incoming : undefined;
}
