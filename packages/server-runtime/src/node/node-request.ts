import type { IncomingMessage, ServerResponse } from "node:http";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import { ByteCollector } from "../http/byte-collector.ts";
import { type HttpRequest, type Peer, splitTarget } from "../http/request.ts";
import { NodeBodyStream } from "./node-body-stream.ts";

/** A `node:http` request as the runtime's HttpRequest. */
export class NodeRequest implements HttpRequest {
  /** The host's request. */
  readonly incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #signal: AbortSignal | undefined;
  #stream: NodeBodyStream | undefined;
  readonly peer: Peer | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, peer: Peer | undefined) {
    const { path, query } = splitTarget(readTarget(incoming.url));
    this.incoming = incoming;
    this.#outgoing = outgoing;
    this.peer = peer;
    this.method = incoming.method ?? "GET";
    this.path = path;
    this.query = query;
  }

  get hostRequest(): this {
    return this;
  }

  /** Created on demand: most implementations don't use it. */
  get signal(): AbortSignal {
    this.#signal ??= this.#watchConnection();
    return this.#signal;
  }

  header(name: string): string | undefined {
    if (name === "host") {
      return readHost(this.incoming);
    }
    const { headers } = this.incoming;
    // `headers` can have a prototype, and `constructor` is a valid header name.
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    return Array.isArray(value) ? value.join(", ") : value;
  }

  headerNames(): Iterable<string> {
    return Object.keys(this.incoming.headers);
  }

  readBody(maxBytes: number): Promise<Uint8Array> {
    const incoming = this.incoming;
    if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) {
      return Promise.reject(new RequestEntityTooLargeException(maxBytes));
    }
    if (incoming.destroyed) {
      return Promise.reject(new RequestAbortedException());
    }
    return new Promise((resolve, reject) => {
      let body = new ByteCollector();
      incoming.on("data", (chunk: Buffer) => {
        body.add(chunk);
        if (body.length > maxBytes) {
          // sendResponse drains the rest.
          body = new ByteCollector();
          reject(new RequestEntityTooLargeException(maxBytes));
        }
      });
      // Every request emits "close". Creating an error for each complete request would cost more than reading it.
      function rejectUnlessComplete(): void {
        if (!incoming.complete) {
          reject(new RequestAbortedException());
        }
      }
      incoming.on("end", () => resolve(body.bytes));
      incoming.on("error", rejectUnlessComplete);
      incoming.on("close", rejectUnlessComplete);
    });
  }

  streamBody(maxBytes: number): AsyncIterable<Uint8Array> {
    this.#stream = new NodeBodyStream(this.incoming, maxBytes);
    return this.#stream;
  }

  /** Fails pending and later reads of a streamed body, and drains the rest of it. */
  cancelBody(): void {
    this.#stream?.cancel();
  }

  #watchConnection(): AbortSignal {
    const controller = new AbortController();
    const outgoing = this.#outgoing;
    function abortUnlessSent(): void {
      if (!outgoing.writableFinished) {
        controller.abort();
      }
    }
    if (outgoing.destroyed) {
      abortUnlessSent();
    } else {
      outgoing.once("close", abortUnlessSent);
    }
    return controller.signal;
  }
}

/** The scheme and the host of a target. Proxies send the whole URL. */
const origin = /^https?:\/\/([^/?]*)/i;

/** Returns the target of a request: the path with the query. */
function readTarget(url = "/"): string {
  return url.startsWith("/") ? url : url.replace(origin, "");
}

/**
 * Returns the host that a request is for. That of the target counts instead of a header. Several headers are joined, as
 * other headers are, so that no check of the host overlooks one; `node:http` drops all but the first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
function readHost({ url = "/", rawHeaders }: IncomingMessage): string | undefined {
  if (!url.startsWith("/")) {
    const [, host] = origin.exec(url) ?? [];
    if (host !== undefined) {
      return host;
    }
  }
  let hosts: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") {
      const host = rawHeaders[index + 1] ?? "";
      hosts = hosts === undefined ? host : `${hosts}, ${host}`;
    }
  }
  return hosts;
}
