import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { discardBody, type HttpResponse, isSized } from "../http/response.ts";
import type { NodeRequest } from "./node-request.ts";

/** How long the rest of a body may take to arrive once its request is answered. */
const lingerMs = 5_000;

/**
 * Sends an answer. A streamed body that fails midway ends the connection, for the caller must not take what it has for
 * the whole.
 *
 * @throws TypeError where HTTP can't carry a header; nothing is sent then
 */
export async function sendResponse(
  response: HttpResponse,
  request: NodeRequest,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { status, headers, body } = response;
  if (outgoing.destroyed) {
    request.abandonBody();
    await discardBody(body);
    return;
  }
  const bodiless = status === 204 || status === 304;
  outgoing.writeHead(status, listHeaders(response, bodiless));
  if (isSized(body)) {
    request.abandonBody();
    await end(incoming, outgoing, bodiless || body.length === 0 ? undefined : keepLatin1(headers, body));
  } else if (bodiless || request.method === "HEAD") {
    request.abandonBody();
    await discardBody(body);
    await end(incoming, outgoing, undefined);
  } else if (await sendPieces(body, outgoing)) {
    request.abandonBody();
    await end(incoming, outgoing, undefined);
  }
}

/** Names and values in turns: the form that `node:http` needn't convert. */
function listHeaders({ headers, body }: HttpResponse, bodiless: boolean): string[] {
  const list: string[] = [];
  for (const name of Object.keys(headers)) {
    list.push(name, headers[name] ?? "");
  }
  if (!bodiless && isSized(body)) {
    list.push("content-length", String(Buffer.byteLength(body)));
  }
  return list;
}

/** @returns whether all of them were sent */
async function sendPieces(body: AsyncIterable<Uint8Array>, outgoing: ServerResponse): Promise<boolean> {
  try {
    sendHeaders(outgoing);
    await pipeline(Readable.from(body, { objectMode: false }), outgoing, { end: false });
    return true;
  } catch {
    outgoing.destroy();
    return false;
  }
}

/** With a body of text, `node:http` would send the headers in UTF-8 too; most need no other encoding. */
function keepLatin1(headers: HttpResponse["headers"], body: string | Uint8Array): string | Uint8Array {
  const isAscii = Object.values(headers).every((value) => !/[\x80-\xff]/.test(value));
  return isAscii ? body : Buffer.from(body);
}

/** `flushHeaders` sends them in UTF-8. */
function sendHeaders(outgoing: ServerResponse): void {
  outgoing.write("", "latin1");
}

async function end(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: string | Uint8Array | undefined,
): Promise<void> {
  if (incoming.complete || incoming.destroyed) {
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
 * Lets the rest of a body that nobody wants flow by, for a while. To end at once would reset a connection that
 * isn't kept alive, and a caller that is still sending would lose the answer.
 */
function drain(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => incoming.destroy(), lingerMs);
    incoming.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    incoming.resume();
  });
}
