/**
 * Hosts a handler in `node:http` or `node:https`.
 *
 * @packageDocumentation
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "../handler/handler.ts";
import { NodeRequest } from "./node-request.ts";
import { PipelineLimiter } from "./pipeline-limiter.ts";
import { sendResponse } from "./send-response.ts";

/** The options of a listener. */
export interface NodeListenerOptions {
  /**
   * How many requests of a connection can be unanswered. Default 32, as many as browsers with pipelining sent. A
   * connection with more is closed.
   */
  readonly maxPipelinedRequests?: number;
}

/**
 * Creates a request listener for `node:http` and `node:https`. Its promise never rejects.
 *
 * @example
 * createServer(createNodeListener(handler)).listen(8080, "127.0.0.1");
 * @throws TypeError if `maxPipelinedRequests` isn't a whole number above 0
 */
export function createNodeListener(
  handler: Handler,
  { maxPipelinedRequests = 32 }: NodeListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  return async function listen(incoming, outgoing) {
    if (!pipelines.allow(incoming, outgoing)) {
      return;
    }
    // A reset connection also emits "close". Without a listener the error would end the process.
    outgoing.on("error", () => {});
    const request = new NodeRequest(incoming, outgoing);
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
