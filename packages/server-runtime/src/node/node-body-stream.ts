import type { IncomingMessage } from "node:http";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";

/**
 * The body of a request of `node:http` in pieces, as they come. The iterator of `node:stream` won't do: when it is left
 * early it ends the connection, and the caller would lose its answer.
 */
export class NodeBodyStream implements AsyncIterable<Uint8Array> {
  readonly #incoming: IncomingMessage;
  readonly #maxBytes: number;
  readonly #onEvent = (): void => this.#wake?.();
  #wake: (() => void) | undefined;
  #begun = false;
  #listening = false;
  #abandoned = false;

  constructor(incoming: IncomingMessage, maxBytes: number) {
    this.#incoming = incoming;
    this.#maxBytes = maxBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#begun) {
      throw new TypeError("A streamed body can be read once only");
    }
    this.#begun = true;
    const incoming = this.#incoming;
    if (Number(incoming.headers["content-length"] ?? 0) > this.#maxBytes) {
      throw new RequestEntityTooLargeException(this.#maxBytes);
    }
    let length = 0;
    this.#listen();
    try {
      while (!incoming.readableEnded || this.#abandoned) {
        const piece: Buffer | null = this.#abandoned ? null : incoming.read();
        if (piece !== null) {
          length += piece.length;
          if (length > this.#maxBytes) {
            throw new RequestEntityTooLargeException(this.#maxBytes);
          }
          yield piece;
        } else if (this.#abandoned || incoming.destroyed) {
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

  /** Cuts the body off for whoever reads it, now or later, and lets the rest flow by. */
  abandon(): void {
    this.#abandoned = true;
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
    // To remove a listener twice would stop the flow that began between.
    if (!this.#listening) {
      return;
    }
    this.#listening = false;
    for (const event of ["readable", "end", "error", "close"]) {
      this.#incoming.off(event, this.#onEvent);
    }
  }
}
