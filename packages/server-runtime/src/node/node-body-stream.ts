import type { Readable } from "node:stream";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { NodeRequest } from "./node-request.ts";

/**
 * The body of a request of Node.js in pieces, as they arrive. The iterator of `node:stream` can't be used: if its reader
 * stops early it destroys the connection, and the client would lose its response.
 */
export class NodeBodyStream implements AsyncIterable<Uint8Array> {
  readonly #request: NodeRequest;
  readonly #maxBytes: number;
  readonly #onEvent = (): void => this.#wake?.();
  #wake: (() => void) | undefined;
  #cancelled = false;

  constructor(request: NodeRequest, maxBytes: number) {
    this.#request = request;
    this.#maxBytes = maxBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const { incoming } = this.#request;
    let length = 0;
    this.#toggleListeners("on");
    try {
      while (!this.#cancelled && !this.#request.isClosed) {
        const piece: Buffer | null = incoming.read();
        if (piece !== null) {
          length += piece.length;
          if (length > this.#maxBytes) {
            throw new RequestEntityTooLargeException(this.#maxBytes);
          }
          yield piece;
        } else if (!incoming.readableEnded) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else if (this.#request.isComplete) {
          return;
        } else {
          break;
        }
      }
      throw new RequestAbortedException();
    } finally {
      // Removing a listener again would pause a stream that was resumed in the meantime.
      if (!this.#cancelled) {
        this.#toggleListeners("off");
      }
    }
  }

  /** Fails pending and later reads, and drops the rest of the body. */
  cancel(): void {
    this.#cancelled = true;
    this.#toggleListeners("off");
    this.#wake?.();
    this.#request.incoming.resume();
  }

  #toggleListeners(method: "on" | "off"): void {
    const incoming: Readable = this.#request.incoming;
    for (const event of ["readable", "end", "error", "close"]) {
      incoming[method](event, this.#onEvent);
    }
  }
}
