import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Limits how many requests of one connection wait for their responses. `node:http` starts pipelined requests at once,
 * thousands in a row, and other connections wait until it has started them all.
 */
export class PipelineLimiter {
  readonly #maxRequests: number;
  /** The number of requests that wait for the response to an earlier one. Absent is 0. */
  readonly #waiting = new WeakMap<Socket, number>();

  /**
   * @param maxRequests - how many requests of a connection can be unanswered
   * @throws TypeError if it isn't a whole number above 0
   */
  constructor(maxRequests: number) {
    if (!Number.isSafeInteger(maxRequests) || maxRequests < 1) {
      throw new TypeError("The limit of pipelined requests must be a whole number above 0");
    }
    this.#maxRequests = maxRequests;
  }

  /**
   * Counts a request until its response is sent. Call it before any other work on the request.
   *
   * @returns false if the connection is closed, by this call or before: the request must be ignored
   */
  allow({ socket }: IncomingMessage, response: ServerResponse): boolean {
    if (socket.destroyed) {
      return false;
    }
    // A response gets its socket when all earlier ones are sent.
    if (response.socket !== null) {
      return true;
    }
    const waiting = this.#waiting.get(socket) ?? 0;
    if (waiting + 1 >= this.#maxRequests) {
      destroyUnread(socket);
      return false;
    }
    this.#waiting.set(socket, waiting + 1);
    response.once("socket", () => this.#waiting.set(socket, (this.#waiting.get(socket) ?? 1) - 1));
    return true;
  }
}

/** The parser that `node:http` attaches to a connection. It has no public API. */
interface ParsedSocket extends Socket {
  readonly parser?: { onIncoming?: () => number } | null;
}

/**
 * Closes the connection of a request, and drops the requests that were read but not parsed. After `socket.destroy()`
 * only, `node:http` would parse and start the rest of what it has read: some thousand requests, in 10 to 40 ms.
 */
export function destroyUnread(socket: Socket): void {
  const { parser } = socket as ParsedSocket;
  if (parser) {
    // 2 means that another protocol follows, so the parser stops.
    parser.onIncoming = () => 2;
  }
  socket.destroy();
}
