import type { Http2ServerResponse, OutgoingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { canSendHeaders, discardBody, type HttpResponse, hasKnownLength } from "../http/response.ts";
import type { Http2Request } from "./http2-request.ts";

/** NO_ERROR of RFC 9113, section 7. The module `node:http2`, which has it, takes time to load. */
const noError = 0;

/** When to look first, and how long to wait at most, to see whether the end of a response has left, in milliseconds. */
const firstLookMs = 10;
const maxLookMs = 1_000;

/**
 * Sends a response over HTTP/2. If a streamed body fails, the stream is reset with INTERNAL_ERROR, so that the client
 * doesn't take the part that it has for the whole. The connection stays open.
 *
 * @throws TypeError if HTTP can't carry a header; nothing is sent then
 */
export async function sendHttp2Response(
  response: HttpResponse,
  request: Http2Request,
  outgoing: Http2ServerResponse,
): Promise<void> {
  const { status, body } = response;
  const { stream } = request;
  if (stream.destroyed) {
    request.cancelBody();
    await discardBody(body);
    return;
  }
  const hasNoBody = status === 204 || status === 304;
  outgoing.writeHead(status, checkHeaders(response, hasNoBody));
  if (hasKnownLength(body)) {
    outgoing.end(hasNoBody ? "" : body);
  } else if (hasNoBody || request.method === "HEAD") {
    outgoing.end();
    await discardBody(body);
  } else {
    if (!(await sendPieces(body, stream))) {
      request.breakOff();
      return;
    }
    outgoing.end();
  }
  request.cancelBody();
  if (!request.isComplete && !stream.endAfterHeaders) {
    closeWhenSent(stream);
  }
}

/** `node:http2` sends line breaks. It has no limit for the number of headers. */
function checkHeaders({ headers, body }: HttpResponse, hasNoBody: boolean): OutgoingHttpHeaders {
  if (!canSendHeaders(headers)) {
    throw new TypeError("HTTP can't carry a header of the response");
  }
  return hasNoBody || !hasKnownLength(body)
    ? headers
    : { ...headers, "content-length": String(Buffer.byteLength(body)) };
}

/** @returns whether all pieces were sent */
async function sendPieces(body: AsyncIterable<Uint8Array>, stream: ServerHttp2Stream): Promise<boolean> {
  try {
    await pipeline(Readable.from(body, { objectMode: false }), stream, { end: false });
    return true;
  } catch {
    return false;
  }
}

/**
 * Lets a client that is still sending its body stop, after the whole response: closes the stream with NO_ERROR. Closing it
 * before the response's end has left would drop the end. A client can have many streams that it doesn't read, so the time
 * between two looks doubles.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-8.1
 */
function closeWhenSent(stream: ServerHttp2Stream): void {
  let delayMs = firstLookMs;
  const look = (): void => {
    if (stream.state.localClose === 1) {
      stream.close(noError);
      return;
    }
    delayMs = Math.min(2 * delayMs, maxLookMs);
    timer = setTimeout(look, delayMs);
  };
  let timer = setTimeout(look, delayMs);
  stream.once("close", () => clearTimeout(timer));
}
