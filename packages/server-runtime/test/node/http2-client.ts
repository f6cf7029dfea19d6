import { once } from "node:events";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
  type ServerOptions,
} from "node:http2";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import type { Handler } from "../../src/index.ts";
import { createHttp2Listener } from "../../src/node/http2-listener.ts";
import type { NodeListenerOptions } from "../../src/node/listener.ts";

/** The headers of a call of the greeter. */
export const greeting = { ":path": "/greetings/Ada", "content-type": "application/json", host: "a" };
export const mebibyte = 1_048_576;

/** Starts a server of HTTP/2 without TLS. */
export function listen(
  handler: Handler,
  options: ServerOptions = {},
  listenerOptions?: NodeListenerOptions,
): Promise<LoopbackServer> {
  return listenOnLoopback(createServer(options, createHttp2Listener(handler, listenerOptions)));
}

/** A session of the HTTP/2 client of Node.js. */
export class Client implements Disposable {
  readonly session: ClientHttp2Session;

  constructor(server: LoopbackServer) {
    this.session = connect(server.url);
    this.session.on("error", () => {});
  }

  open(headers: OutgoingHttpHeaders): ClientHttp2Stream {
    return this.session.request({ ":method": "POST", ":path": "/", ...headers });
  }

  async call(headers: OutgoingHttpHeaders, body: string | Uint8Array = ""): Promise<Http2Response> {
    const stream = this.open(headers);
    // A request with HEAD has no body.
    if (stream.writable) {
      stream.end(body);
    }
    return readResponse(stream);
  }

  [Symbol.dispose](): void {
    this.session.destroy();
  }
}

/** A response, whose body is text. */
export interface Http2Response {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders & IncomingHttpStatusHeader;
  readonly body: string;
}

/** Reads a response to its end. */
export async function readResponse(stream: ClientHttp2Stream): Promise<Http2Response> {
  const [headers] = await once(stream, "response");
  return { status: headers[":status"], headers, body: await text(stream) };
}
