import { BodyConsumedError } from "../errors/body-consumed-error.ts";
import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import { ByteCollector } from "../http/byte-collector.ts";
import { type HttpRequest, type Peer, splitTarget } from "../http/request.ts";

/** A `Request` of the Fetch Standard as the runtime's HttpRequest. */
export class FetchRequest implements HttpRequest {
  /** The host's request. */
  readonly request: Request;
  /** What else the host passed. */
  readonly hostArguments: readonly unknown[];
  /** Set while the body is being read. */
  #reader: BodyReader | undefined;
  readonly peer: Peer | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(request: Request, hostArguments: readonly unknown[], peer: Peer | undefined) {
    const { url } = request;
    const pathStart = url.indexOf("/", url.indexOf("://") + 3);
    const fragmentStart = url.indexOf("#", pathStart);
    const { path, query } = splitTarget(
      url.slice(pathStart, fragmentStart === -1 ? undefined : fragmentStart),
    );
    this.request = request;
    this.hostArguments = hostArguments;
    this.peer = peer;
    this.method = request.method;
    this.path = path;
    this.query = query;
  }

  get hostRequest(): this {
    return this;
  }

  get signal(): AbortSignal {
    return this.request.signal;
  }

  header(name: string): string | undefined {
    return this.request.headers.get(name) ?? undefined;
  }

  headerNames(): Iterable<string> {
    return this.request.headers.keys();
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const body = new ByteCollector();
    for await (const piece of this.streamBody(maxBytes)) {
      body.add(piece);
    }
    return body.bytes;
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const { body } = this.request;
    if (Number(this.header("content-length") ?? 0) > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    if (body === null) {
      return;
    }
    if (this.request.bodyUsed || body.locked) {
      throw new BodyConsumedError(
        "`bodyUsed` is true, or a reader has locked it. Pass the Request before anything reads it, or pass request.clone().",
      );
    }
    const reader: BodyReader = body.getReader();
    this.#reader = reader;
    let length = 0;
    let ended = false;
    try {
      for (;;) {
        const piece = await readPiece(reader);
        if (piece === undefined) {
          ended = true;
          return;
        }
        length += piece.length;
        if (length > maxBytes) {
          throw new RequestEntityTooLargeException(maxBytes);
        }
        yield piece;
      }
    } finally {
      if (!ended) {
        this.cancelBody();
      }
      this.#reader = undefined;
    }
  }

  /** Stops reading the body. Does nothing if it isn't being read. */
  cancelBody(): void {
    // The response doesn't wait for the host to release the rest, and doesn't depend on its success.
    this.#reader?.cancel().catch(() => {});
  }
}

/** The part of a stream's reader that is needed here. The full type differs between the platforms' declarations. */
interface BodyReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** @returns `undefined` at the end */
async function readPiece(reader: BodyReader): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await reader.read();
    return done ? undefined : value;
  } catch {
    // Reading a request's body fails only if the client disconnected.
    throw new RequestAbortedException();
  }
}
