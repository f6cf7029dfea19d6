import type { Http2ServerRequest, Http2ServerResponse, ServerHttp2Stream } from "node:http2";
import type { Peer } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { NodeRequest } from "./node-request.ts";
import { sendHttp2Response } from "./send-http2-response.ts";
import { abortUnlessSent } from "./watch-response.ts";

/** INTERNAL_ERROR of RFC 9113, section 7. The module `node:http2`, which has it, takes time to load. */
const internalError = 2;

/**
 * A request of `node:http2`. Pseudo-headers, whose names begin with a colon, are not among its headers; `:authority` is
 * the host.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1
 */
export class Http2Request extends NodeRequest {
  readonly incoming: Http2ServerRequest;
  /** What the request and its response are sent on. */
  readonly stream: ServerHttp2Stream;

  readonly #outgoing: Http2ServerResponse;

  constructor(incoming: Http2ServerRequest, outgoing: Http2ServerResponse, peer: Peer | undefined) {
    super(incoming.method, incoming.url, peer);
    this.incoming = incoming;
    this.stream = incoming.stream;
    this.#outgoing = outgoing;
  }

  get hasBody(): boolean {
    return !this.stream.endAfterHeaders;
  }

  /** `incoming.complete` and "end" don't tell: both also come after a reset of the stream. */
  get isComplete(): boolean {
    return this.incoming.readableEnded && !this.stream.aborted;
  }

  get isClosed(): boolean {
    return this.stream.destroyed;
  }

  override header(name: string): string | undefined {
    if (name === "host") {
      return this.incoming.headers[":authority"] ?? super.header(name);
    }
    return name.startsWith(":") ? undefined : super.header(name);
  }

  headerNames(): Iterable<string> {
    const { headers } = this.incoming;
    const names = new Set(Object.keys(headers).filter((name) => !name.startsWith(":")));
    return headers[":authority"] === undefined ? names : names.add("host");
  }

  respond(response: HttpResponse): Promise<void> {
    return sendHttp2Response(response, this, this.#outgoing);
  }

  breakOff(): void {
    this.stream.close(internalError);
  }

  protected watchConnection(): AbortSignal {
    const { stream } = this;
    return abortUnlessSent(stream, () => stream.writableFinished && !stream.aborted);
  }
}
