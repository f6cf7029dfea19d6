import type { IncomingMessage, ServerResponse } from "node:http";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";

/** A request of `node:http` as the runtime sees requests. */
export class NodeRequest implements HttpRequest {
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  #signal: AbortSignal | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    // A proxy may send the whole URL as the target.
    const target = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
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
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
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
      incoming.once("end", () =>
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
      );
      incoming.once("error", () => reject(new RequestAbortedException()));
      incoming.once("close", () => reject(new RequestAbortedException()));
    });
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
