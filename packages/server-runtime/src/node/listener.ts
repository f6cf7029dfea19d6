/**
 * Hosts a handler in `node:http` or `node:https`.
 *
 * @packageDocumentation
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest } from "../http/request.ts";
import { NodeRequest } from "./node-request.ts";
import { PeerReader } from "./peer-reader.ts";
import { PipelineLimiter } from "./pipeline-limiter.ts";
import { sendResponse } from "./send-response.ts";

/** The options of a listener. */
export interface NodeListenerOptions {
  /**
   * How many requests of a connection can be unanswered. Default 32, as many as browsers with pipelining sent. A
   * connection with more is closed.
   */
  readonly maxPipelinedRequests?: number;
  /**
   * The proxies in front of the server: addresses, and networks in CIDR notation, such as `10.0.0.0/8`. Default: none. If
   * a connection comes from one of them, the request's `peer.address` is the last address of the `x-forwarded-for` header
   * that isn't one of them. If a proxy's entry isn't an address, it is that of the connection. The proxy must add to the
   * header or replace it. No client can be in one of these networks: it could choose its address. The `forwarded` header
   * of RFC 7239 doesn't count: a proxy that knows only the other one would pass on what the client sent.
   */
  readonly trustedProxies?: readonly string[];
}

/**
 * Creates a request listener for `node:http` and `node:https`. Its promise never rejects.
 *
 * @example
 * createServer(createNodeListener(handler)).listen(8080, "127.0.0.1");
 * @throws TypeError if `maxPipelinedRequests` isn't a whole number above 0, or `trustedProxies` has an entry that is neither
 *   an address nor a network
 */
export function createNodeListener(
  handler: Handler,
  { maxPipelinedRequests = 32, trustedProxies = [] }: NodeListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  const peers = new PeerReader(trustedProxies);
  return async function listen(incoming, outgoing) {
    if (!pipelines.allow(incoming, outgoing)) {
      return;
    }
    // A reset connection also emits "close". Without a listener the error would end the process.
    outgoing.on("error", () => {});
    const request = new NodeRequest(incoming, outgoing, peers.read(incoming));
    try {
      await sendResponse(await handler(request), request, incoming, outgoing);
    } catch (error) {
      // A handler never rejects, but a function that wraps it can.
      // biome-ignore lint/suspicious/noConsole: the error would be lost.
      console.error("Unexpected error of a handler:", error);
      if (outgoing.headersSent) {
        outgoing.destroy();
        return;
      }
      await sendResponse({ status: 500, headers: {}, body: "" }, request, incoming, outgoing);
    }
  };
}

/**
 * Returns the request of `node:http`. Don't read its body: `body` of the request has the bytes.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request
 */
export function getIncomingMessage({
  hostRequest,
}: Pick<HttpRequest, "hostRequest">): IncomingMessage | undefined {
  return hostRequest instanceof NodeRequest ? hostRequest.incoming : undefined;
}
