/**
 * Hosts a handler in `node:http2`, with HTTP/1.1 on the same port or without.
 *
 * @packageDocumentation
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Handler } from "../handler/handler.ts";
import type { HttpRequest } from "../http/request.ts";
import { answerRequest } from "./answer-request.ts";
import { Http2Request } from "./http2-request.ts";
import { createNodeListener, type NodeListenerOptions } from "./listener.ts";
import { PeerReader } from "./peer-reader.ts";

/**
 * Creates a request listener for `node:http2`, with HTTP/1.1 on the same port or without. Its promise never rejects.
 *
 * A response can begin while the request is arriving. `:authority` is the header `host`, trailers are ignored, and a reset
 * stream aborts the request's signal. If the client is still sending when its response is complete, the stream is closed with
 * NO_ERROR. Limit the streams of a connection by the server's settings: `maxPipelinedRequests` is for HTTP/1.1.
 *
 * @example
 * const options = { key, cert, allowHTTP1: true, settings: { maxConcurrentStreams: 100 } };
 * createSecureServer(options, createHttp2Listener(handler)).listen(8443);
 * @throws TypeError if `maxPipelinedRequests` isn't a whole number above 0
 */
export function createHttp2Listener(
  handler: Handler,
  options: NodeListenerOptions = {},
): (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => Promise<void> {
  const listenToHttp1 = createNodeListener(handler, options);
  const peers = new PeerReader(options.trustedProxies);
  return async function listen(incoming, outgoing) {
    if (!("stream" in incoming)) {
      await listenToHttp1(incoming, outgoing as ServerResponse);
    } else if (!incoming.stream.destroyed) {
      const response = outgoing as Http2ServerResponse;
      await answerRequest(handler, new Http2Request(incoming, response, peers.read(incoming)), response);
    }
  };
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
