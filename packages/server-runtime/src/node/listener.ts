import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "../handler/handler.ts";
import { NodeRequest } from "./node-request.ts";

/**
 * Makes a listener for `node:http` and `node:https`.
 *
 * @example
 * createServer(createNodeListener(handler)).listen(8080, "127.0.0.1");
 */
export function createNodeListener(
  handler: Handler,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async function listen(incoming, outgoing) {
    // A reset connection also ends in "close"; unheard, the error would end the process.
    outgoing.on("error", () => {});
    const response = await handler(new NodeRequest(incoming, outgoing));
    if (outgoing.destroyed) {
      return;
    }
    outgoing.writeHead(response.status, {
      ...response.headers,
      ...(response.status === 204 ? {} : { "content-length": Buffer.byteLength(response.body) }),
    });
    outgoing.end(response.body);
  };
}
