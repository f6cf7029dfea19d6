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
  /** Set while the body is being read in pieces. */
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
    const length = this.#readKnownLength();
    if (length !== undefined && length <= maxBytes && !this.#isBodiless) {
      return this.#readAtOnce(length, maxBytes);
    }
    const body = new ByteCollector();
    for await (const piece of this.streamBody(maxBytes)) {
      body.add(piece);
    }
    return body.bytes;
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    if (Number(this.header("content-length") ?? 0) > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    const body = this.#isBodiless ? null : this.request.body;
    if (body === null) {
      return;
    }
    if (this.request.bodyUsed || body.locked) {
      throw createConsumedError();
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

  /** Stops reading the body. Does nothing if it isn't being read in pieces. */
  cancelBody(): void {
    // The response doesn't wait for the host to release the rest, and doesn't depend on its success.
    this.#reader?.cancel().catch(() => {});
  }

  /** Whether the method allows a `Request` no body. Asking for `body` is slow where hosts create it on demand. */
  get #isBodiless(): boolean {
    return this.method === "GET" || this.method === "HEAD";
  }

  /**
   * Returns the length that the headers announce.
   *
   * @returns `undefined` if the body can be longer: if it comes in chunks, or a program between can decompress it
   */
  #readKnownLength(): number | undefined {
    const length = this.header("content-length");
    return length !== undefined &&
      /^\d+$/.test(length) &&
      this.header("transfer-encoding") === undefined &&
      this.header("content-encoding") === undefined
      ? Number(length)
      : undefined;
  }

  /** Hosts read a whole body with far less work than the pieces of a stream. */
  async #readAtOnce(length: number, maxBytes: number): Promise<Uint8Array> {
    const { request } = this;
    if (request.bodyUsed) {
      throw createConsumedError();
    }
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await request.arrayBuffer());
    } catch {
      // If the body is locked, it was not read now. Otherwise reading it fails only if the client disconnected.
      throw request.bodyUsed || request.signal.aborted
        ? new RequestAbortedException()
        : createConsumedError();
    }
    // Some hosts end the body normally if the client resets a stream of HTTP/2.
    if (bytes.length < length) {
      throw new RequestAbortedException();
    }
    // The length that a program between has left in the headers can be wrong.
    if (bytes.length > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    return bytes;
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

function createConsumedError(): BodyConsumedError {
  return new BodyConsumedError(
    "`bodyUsed` is true, or a reader has locked it. Pass the Request before anything reads it, or pass request.clone().",
  );
}
