import { RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";
import type { LambdaHttpEvent } from "./event.ts";

/** An event of Lambda as the runtime sees requests. */
export class LambdaRequest implements HttpRequest {
  readonly #event: LambdaHttpEvent;
  #signal: AbortSignal | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(event: LambdaHttpEvent) {
    this.#event = event;
    this.method = event.requestContext.http.method;
    this.path = readPath(event);
    this.query = event.rawQueryString;
  }

  /** Never aborted: Lambda doesn't tell that a caller has gone away. */
  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  header(name: string): string | undefined {
    const { headers, cookies } = this.#event;
    if (name === "cookie" && cookies !== undefined) {
      return cookies.join("; ");
    }
    return Object.hasOwn(headers, name) ? headers[name] : undefined;
  }

  headerNames(): Iterable<string> {
    const { headers, cookies } = this.#event;
    const names = new Set(Object.keys(headers));
    return cookies === undefined ? names : names.add("cookie");
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const { body = "", isBase64Encoded } = this.#event;
    const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
    if (bytes.length > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    return bytes;
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const body = await this.readBody(maxBytes);
    if (body.length > 0) {
      yield body;
    }
  }
}

/**
 * What an encoded path can't hold. A function URL hands the path over as it was sent, an HTTP API decodes it; to encode
 * just these gives either a path that is encoded, and leaves alone what is.
 */
const unencoded = /%(?![0-9a-f]{2})|[^!-~]|["#<>?\\^`{|}]/giu;

/** A stage with a name begins the path, but is none of the service's business. */
function readPath({ rawPath, requestContext: { stage } }: LambdaHttpEvent): string {
  const path = rawPath.toWellFormed().replace(unencoded, encodeURIComponent);
  const prefix = `/${stage}`;
  if (stage === "$default" || !(path === prefix || path.startsWith(`${prefix}/`))) {
    return path;
  }
  return path.slice(prefix.length) || "/";
}
