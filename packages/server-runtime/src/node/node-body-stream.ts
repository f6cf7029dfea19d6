import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { Incoming, NodeRequest } from "./node-request.ts";

const events = ["readable", "end", "error", "close"] as const;

/**
 * The body of a request of Node.js in pieces, as they arrive. The iterator of `node:stream` can't be used: if its reader
 * stops early it destroys the connection, and the client would lose its response.
 */
export class NodeBodyStream implements AsyncIterable<Uint8Array> {
  readonly #request: NodeRequest;
  readonly #incoming: Incoming;
  readonly #maxBytes: number;
  readonly #onEvent = (): void => this.#wake?.();
  #wake: (() => void) | undefined;
  #started = false;
  #listening = false;
  #cancelled = false;

  constructor(request: NodeRequest, maxBytes: number) {
    this.#request = request;
    this.#incoming = request.incoming;
    this.#maxBytes = maxBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#started) {
      throw new TypeError("A streamed body can be read only once");
    }
    this.#started = true;
    const incoming = this.#incoming;
    if (Number(incoming.headers["content-length"] ?? 0) > this.#maxBytes) {
      throw new RequestEntityTooLargeException(this.#maxBytes);
    }
    let length = 0;
    this.#listen();
    try {
      while (!incoming.readableEnded || this.#cancelled) {
        const piece: Buffer | null = this.#cancelled ? null : incoming.read();
        if (piece !== null) {
          length += piece.length;
          if (length > this.#maxBytes) {
            throw new RequestEntityTooLargeException(this.#maxBytes);
          }
          yield piece;
        } else if (this.#cancelled || this.#request.isClosed) {
          throw new RequestAbortedException();
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
      if (!this.#request.isComplete) {
        throw new RequestAbortedException();
      }
    } finally {
      this.#unlisten();
    }
  }

  /** Fails pending and later reads, and drops the rest of the body. */
  cancel(): void {
    this.#cancelled = true;
    this.#unlisten();
    this.#wake?.();
    this.#incoming.resume();
  }

  #listen(): void {
    this.#listening = true;
    for (const event of events) {
      this.#incoming.on(event, this.#onEvent);
    }
  }

  #unlisten(): void {
    // Removing a listener again would pause a stream that was resumed in the meantime.
    if (!this.#listening) {
      return;
    }
    this.#listening = false;
    for (const event of events) {
      this.#incoming.off(event, this.#onEvent);
    }
  }
}
