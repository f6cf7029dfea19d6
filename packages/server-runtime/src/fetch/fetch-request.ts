import { RequestAbortedException, RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import { type HttpRequest, splitTarget } from "../http/request.ts";

/** A `Request` of the Fetch Standard as the runtime's HttpRequest. */
export class FetchRequest implements HttpRequest {
  readonly #request: Request;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(request: Request) {
    const { url } = request;
    const pathStart = url.indexOf("/", url.indexOf("://") + 3);
    const fragmentStart = url.indexOf("#", pathStart);
    const { path, query } = splitTarget(
      url.slice(pathStart, fragmentStart === -1 ? undefined : fragmentStart),
    );
    this.#request = request;
    this.method = request.method;
    this.path = path;
    this.query = query;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined;
  }

  headerNames(): Iterable<string> {
    return this.#request.headers.keys();
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of this.streamBody(maxBytes)) {
      pieces.push(piece);
      length += piece.length;
    }
    const [first] = pieces;
    return first !== undefined && pieces.length === 1 ? first : concatenate(pieces, length);
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const { body } = this.#request;
    if (Number(this.header("content-length") ?? 0) > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    if (body === null) {
      return;
    }
    const reader: BodyReader = body.getReader();
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
        // The response doesn't wait for the host to release the rest, and doesn't depend on its success.
        reader.cancel().catch(() => {});
      }
    }
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

function concatenate(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
