import type { IncomingMessage } from "node:http";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";

/**
 * The body of a `node:http` request in pieces, as they arrive. The iterator of `node:stream` can't be used: if its
 * reader stops early it destroys the connection, and the client would lose its response.
 */
export class NodeBodyStream implements AsyncIterable<Uint8Array> {
  readonly #incoming: IncomingMessage;
  readonly #maxBytes: number;
  readonly #onEvent = (): void => this.#wake?.();
  #wake: (() => void) | undefined;
  #started = false;
  #listening = false;
  #cancelled = false;

  constructor(incoming: IncomingMessage, maxBytes: number) {
    this.#incoming = incoming;
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
        } else if (this.#cancelled || incoming.destroyed) {
          throw new RequestAbortedException();
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#unlisten();
    }
  }

  /** Fails pending and later reads, and drains the rest of the body. */
  cancel(): void {
    this.#cancelled = true;
    this.#unlisten();
    this.#wake?.();
    this.#incoming.resume();
  }

  #listen(): void {
    this.#listening = true;
    for (const event of ["readable", "end", "error", "close"]) {
      this.#incoming.on(event, this.#onEvent);
    }
  }

  #unlisten(): void {
    // Removing a listener again would pause a stream that was resumed in the meantime.
    if (!this.#listening) {
      return;
    }
    this.#listening = false;
    for (const event of ["readable", "end", "error", "close"]) {
      this.#incoming.off(event, this.#onEvent);
    }
  }
}
