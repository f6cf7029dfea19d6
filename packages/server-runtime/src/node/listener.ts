/**
 * Hosts a handler in `node:http`, `node:https` or `node:http2`.
 *
 * @packageDocumentation
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest } from "../http/request.ts";
import { Http1Request } from "./http1-request.ts";
import { Http2Request } from "./http2-request.ts";
import type { Incoming, NodeRequest, Outgoing } from "./node-request.ts";
import { PeerReader } from "./peer-reader.ts";
import { PipelineLimiter } from "./pipeline-limiter.ts";

/** The options of a listener. */
export interface NodeListenerOptions {
  /**
   * How many requests of a connection can be unanswered. Default 32, as many as browsers with pipelining sent. A
   * connection with more is closed. HTTP/2 has the server's setting `maxConcurrentStreams` instead.
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
 * Creates a request listener for `node:http` and `node:https`, and for `node:http2`, with HTTP/1.1 on the same port or
 * without. Its promise never rejects.
 *
 * The listener must get the body unread. If a body parser has read it, only the bytes that express.raw has kept count;
 * otherwise the client gets a 500, and `onError` an error with the code `body_consumed`.
 *
 * On HTTP/2 a response can begin while the request is arriving. `:authority` is the header `host`, trailers are ignored,
 * and a reset stream aborts the request's signal. If the client is still sending when its response is complete, the
 * stream is closed with NO_ERROR. Limit the streams of a connection by the server's settings.
 *
 * @example
 * createServer(createNodeListener(handler)).listen(8080, "127.0.0.1");
 * @example
 * const options = { key, cert, allowHTTP1: true, settings: { maxConcurrentStreams: 100 } };
 * createSecureServer(options, createNodeListener(handler)).listen(8443);
 * @throws TypeError if `maxPipelinedRequests` isn't a whole number above 0, or `trustedProxies` has an entry that is neither
 *   an address nor a network
 */
export function createNodeListener(
  handler: Handler,
  { maxPipelinedRequests = 32, trustedProxies = [] }: NodeListenerOptions = {},
): (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => Promise<void> {
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  const peers = new PeerReader(trustedProxies);
  return async function listen(incoming, outgoing) {
    const request = openRequest(incoming, outgoing);
    if (request === undefined) {
      return;
    }
    // A reset connection also emits "close". Without a listener the error would end the process.
    outgoing.on("error", () => {});
    try {
      await request.respond(await handler(request));
    } catch (error) {
      // A handler never rejects, but a function that wraps it can.
      // biome-ignore lint/suspicious/noConsole: the error would be lost.
      console.error("Unexpected error of a handler:", error);
      if (outgoing.headersSent) {
        request.breakOff();
        return;
      }
      await request.respond({ status: 500, headers: {}, body: "" });
    }
  };

  /** @returns `undefined` if the client has disconnected, or its connection is closed because of a limit */
  function openRequest(incoming: Incoming, outgoing: Outgoing): NodeRequest | undefined {
    if ("stream" in incoming) {
      return incoming.stream.destroyed
        ? undefined
        : new Http2Request(incoming, outgoing as Http2ServerResponse, peers.read(incoming));
    }
    const response = outgoing as ServerResponse;
    return pipelines.allow(incoming, response)
      ? new Http1Request(incoming, response, peers.read(incoming))
      : undefined;
  }
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

/**
 * Returns the request of `node:http2`. Don't read its body: `body` of the request has the bytes.
 *
 * @param request - what `authenticate` or another hook got
 * @returns `undefined` if another host passed the request, or it came over HTTP/1.1
 */
export function getHttp2ServerRequest({
  hostRequest,
}: Pick<HttpRequest, "hostRequest">): Http2ServerRequest | undefined {
  return hostRequest instanceof Http2Request ? hostRequest.incoming : undefined;
}
