import type { IncomingMessage, ServerResponse } from "node:http";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import { NodeBodyStream } from "./node-body-stream.ts";

/** A request of `node:http` as the runtime sees requests. */
export class NodeRequest implements HttpRequest {
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #signal: AbortSignal | undefined;
  #stream: NodeBodyStream | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    const target = readTarget(incoming.url);
    const queryStart = target.indexOf("?");
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.method = incoming.method ?? "GET";
    this.path = queryStart === -1 ? target : target.slice(0, queryStart);
    this.query = queryStart === -1 ? "" : target.slice(queryStart + 1);
  }

  /** Made on demand: most implementations never ask. */
  get signal(): AbortSignal {
    this.#signal ??= this.#watchConnection();
    return this.#signal;
  }

  header(name: string): string | undefined {
    const { headers } = this.#incoming;
    // `headers` has a prototype where Node.js makes it, and `constructor` is a header name like any other.
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    return Array.isArray(value) ? value.join(", ") : value;
  }

  headerNames(): Iterable<string> {
    return Object.keys(this.#incoming.headers);
  }

  readBody(maxBytes: number): Promise<Uint8Array> {
    const incoming = this.#incoming;
    if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) {
      return Promise.reject(new RequestEntityTooLargeException(maxBytes));
    }
    if (incoming.destroyed) {
      return Promise.reject(new RequestAbortedException());
    }
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length <= maxBytes) {
          chunks.push(chunk);
          return;
        }
        // The listener has the rest of it flow by.
        chunks.length = 0;
        reject(new RequestEntityTooLargeException(maxBytes));
      });
      // Every request closes in the end: an error made for each that is complete would cost more than to read it.
      function refuseUnlessComplete(): void {
        if (!incoming.complete) {
          reject(new RequestAbortedException());
        }
      }
      incoming.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
      incoming.on("error", refuseUnlessComplete);
      incoming.on("close", refuseUnlessComplete);
    });
  }

  streamBody(maxBytes: number): AsyncIterable<Uint8Array> {
    this.#stream = new NodeBodyStream(this.#incoming, maxBytes);
    return this.#stream;
  }

  /** Lets go of a body that streams: whoever still reads it is told that it is cut off, and the rest may flow by. */
  abandonBody(): void {
    this.#stream?.abandon();
  }

  #watchConnection(): AbortSignal {
    const controller = new AbortController();
    const outgoing = this.#outgoing;
    function abortUnlessAnswered(): void {
      if (!outgoing.writableFinished) {
        controller.abort();
      }
    }
    if (outgoing.destroyed) {
      abortUnlessAnswered();
    } else {
      outgoing.once("close", abortUnlessAnswered);
    }
    return controller.signal;
  }
}

/** Reads the target of a request: the path with the query. A proxy may send the whole URL. */
function readTarget(url = "/"): string {
  return url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?]*/i, "");
}
