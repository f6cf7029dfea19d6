import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import { ByteCollector } from "../http/byte-collector.ts";
import { type HttpRequest, type Peer, splitTarget } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { NodeBodyStream } from "./node-body-stream.ts";
import { readParsedBody } from "./parsed-body.ts";

/** A request as Node.js passes it to a listener. */
export type Incoming = IncomingMessage | Http2ServerRequest;
/** A response as Node.js passes it to a listener. */
export type Outgoing = ServerResponse | Http2ServerResponse;

/** A request of Node.js as the runtime's HttpRequest. Its subclasses have what differs between versions of HTTP. */
export abstract class NodeRequest implements HttpRequest {
  /** The host's request. */
  abstract readonly incoming: Incoming;
  #signal: AbortSignal | undefined;
  #stream: NodeBodyStream | undefined;
  #isCancelled = false;
  readonly peer: Peer | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  /** @param target - the path with the query */
  constructor(method: string | undefined, target: string, peer: Peer | undefined) {
    const { path, query } = splitTarget(target);
    this.peer = peer;
    this.method = method ?? "GET";
    this.path = path;
    this.query = query;
  }

  get hostRequest(): this {
    return this;
  }

  /** Created on demand: most implementations don't use it. */
  get signal(): AbortSignal {
    this.#signal ??= this.watchConnection();
    return this.#signal;
  }

  /** Whether the headers announce a body, which can still be empty. */
  abstract get hasBody(): boolean;

  /** Whether the whole body has arrived. */
  abstract get isComplete(): boolean;

  /** Whether the rest of the body can't arrive any more, because the client has disconnected. */
  abstract get isClosed(): boolean;

  header(name: string): string | undefined {
    const { headers } = this.incoming;
    // `headers` can have a prototype, and `constructor` is a valid header name.
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    return Array.isArray(value) ? value.join(", ") : value;
  }

  abstract headerNames(): Iterable<string>;

  /**
   * Sends the response.
   *
   * @throws TypeError if HTTP can't carry a header; nothing is sent then
   */
  abstract respond(response: HttpResponse): Promise<void>;

  /** Ends a response that can't be completed, so that the client doesn't take the part that it has for the whole. */
  abstract breakOff(): void;

  readBody(maxBytes: number): Promise<Uint8Array> {
    const { incoming } = this;
    const refusal = this.#refuseBody(maxBytes);
    if (refusal !== undefined) {
      return Promise.reject(refusal);
    }
    if (this.#wasRead) {
      return this.#readParsedBody(maxBytes);
    }
    return new Promise((resolve, reject) => {
      let body = new ByteCollector();
      incoming.on("data", (chunk: Buffer) => {
        body.add(chunk);
        if (body.length > maxBytes) {
          // The rest is dropped when the response is sent.
          body = new ByteCollector();
          reject(new RequestEntityTooLargeException(maxBytes));
        }
      });
      // Every request emits "close". Creating an error for each complete request would cost more than reading it.
      const rejectUnlessComplete = (): void => {
        if (!this.isComplete) {
          reject(new RequestAbortedException());
        }
      };
      incoming.on("end", () => {
        rejectUnlessComplete();
        resolve(body.bytes);
      });
      incoming.on("error", rejectUnlessComplete);
      incoming.on("close", rejectUnlessComplete);
    });
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const refusal = this.#refuseBody(maxBytes);
    if (refusal !== undefined) {
      throw refusal;
    }
    if (!this.#wasRead) {
      this.#stream = new NodeBodyStream(this, maxBytes);
      yield* this.#stream;
      return;
    }
    const body = await this.#readParsedBody(maxBytes);
    if (body.length > 0) {
      yield body;
    }
  }

  /** Fails pending and later reads of a streamed body, and drops the rest of it. */
  cancelBody(): void {
    this.#isCancelled = true;
    this.#stream?.cancel();
  }

  /** Creates a signal that aborts if the client disconnects before the response is sent. */
  protected abstract watchConnection(): AbortSignal;

  /** Whether another program has read from the body before. */
  get #wasRead(): boolean {
    return this.incoming.readableDidRead || this.incoming.readableEnded;
  }

  /** @returns why the body isn't read; `undefined` if it can be */
  #refuseBody(maxBytes: number): Error | undefined {
    if (Number(this.incoming.headers["content-length"] ?? 0) > maxBytes) {
      return new RequestEntityTooLargeException(maxBytes);
    }
    return this.isClosed || this.#isCancelled ? new RequestAbortedException() : undefined;
  }

  async #readParsedBody(maxBytes: number): Promise<Uint8Array> {
    const body = this.hasBody ? readParsedBody(this.incoming) : new Uint8Array();
    if (body.length > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    return body;
  }
}
