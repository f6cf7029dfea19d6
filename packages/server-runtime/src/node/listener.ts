import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "../handler/handler.ts";
import { NodeRequest } from "./node-request.ts";

/** How long the rest of a body may take to arrive once its request is answered. */
const lingerMs = 5_000;

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
    if (!incoming.complete && !incoming.destroyed) {
      outgoing.flushHeaders();
      outgoing.write(response.body);
      await drain(incoming);
      outgoing.end();
      return;
    }
    outgoing.end(response.body);
  };
}

/**
 * Lets the rest of a body that nobody wants flow by, for a while. To end at once would reset a connection that
 * isn't kept alive, and a caller that is still sending would lose the answer.
 */
function drain(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => incoming.destroy(), lingerMs);
    incoming.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    incoming.resume();
  });
}
