import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { discardBody, type HttpResponse, hasKnownLength } from "../http/response.ts";
import type { Http1Request } from "./http1-request.ts";

/** How long to drain the rest of a request's body after the response was written, in milliseconds. */
const drainTimeoutMs = 5_000;

/**
 * Sends a response over HTTP/1.1. If a streamed body fails, the connection is destroyed, so that the client doesn't take
 * the part that it has for the whole.
 *
 * @throws TypeError if HTTP can't carry a header; nothing is sent then
 */
export async function sendHttp1Response(
  response: HttpResponse,
  request: Http1Request,
  outgoing: ServerResponse,
): Promise<void> {
  const { status, headers, body } = response;
  const { incoming } = request;
  if (outgoing.destroyed) {
    request.cancelBody();
    await discardBody(body);
    return;
  }
  const isKnown = hasKnownLength(body);
  const hasNoBody = status === 204 || status === 304;
  outgoing.writeHead(status, listHeaders(response, hasNoBody));
  if (!isKnown) {
    if (hasNoBody || request.method === "HEAD") {
      await discardBody(body);
    } else if (!(await sendPieces(body, outgoing))) {
      return;
    }
  }
  request.cancelBody();
  const sent = isKnown && !hasNoBody && body.length > 0 ? encodeForHeaders(headers, body) : undefined;
  await end(incoming, outgoing, sent);
}

/** Lists names and values alternately, the form that `node:http` doesn't have to convert. */
function listHeaders({ status, headers, body }: HttpResponse, hasNoBody: boolean): string[] {
  const list: string[] = [];
  for (const name of Object.keys(headers)) {
    list.push(name, headers[name] ?? "");
  }
  if (!hasNoBody && hasKnownLength(body)) {
    list.push("content-length", String(Buffer.byteLength(body)));
  }
  if (status === 408) {
    list.push("connection", "close");
  }
  return list;
}

/** @returns whether all pieces were sent */
async function sendPieces(body: AsyncIterable<Uint8Array>, outgoing: ServerResponse): Promise<boolean> {
  try {
    // Sends the headers in Latin-1. `flushHeaders` would send them in UTF-8.
    outgoing.write("", "latin1");
    await pipeline(Readable.from(body, { objectMode: false }), outgoing, { end: false });
    return true;
  } catch {
    outgoing.destroy();
    return false;
  }
}

/**
 * Encodes a text body if a header isn't ASCII: `node:http` encodes headers like the text that is written with them, and
 * headers must be Latin-1.
 */
function encodeForHeaders(headers: HttpResponse["headers"], body: string | Uint8Array): string | Uint8Array {
  const isAscii = Object.values(headers).every((value) => !/[\x80-\xff]/.test(value));
  return isAscii ? body : Buffer.from(body);
}

async function end(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: string | Uint8Array | undefined,
): Promise<void> {
  // A client whose body took too long gets no more time for it.
  if (incoming.complete || incoming.destroyed || outgoing.statusCode === 408) {
    outgoing.end(body);
    return;
  }
  if (body === undefined) {
    outgoing.flushHeaders();
  } else {
    outgoing.write(body);
  }
  await drain(incoming);
  outgoing.end();
}

/**
 * Drains the rest of a request's body, for a limited time. Ending the response at once would reset a connection that
 * isn't kept alive, and a client that is still sending would lose the response.
 */
function drain(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => incoming.destroy(), drainTimeoutMs);
    incoming.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    incoming.resume();
  });
}
