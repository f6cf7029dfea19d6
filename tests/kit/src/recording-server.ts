import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback } from "./loopback.ts";

/** A request as it was sent. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, still percent-encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The response to every request. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body: object;
}

/** An HTTP server that records the requests it receives. */
export interface RecordingServer extends AsyncDisposable {
  readonly url: string;
  /** Every request, oldest first. */
  readonly requests: ReceivedRequest[];
}

/** Starts an HTTP server on 127.0.0.1 that answers every request with `reply`. */
export async function startRecordingServer(reply: Reply): Promise<RecordingServer> {
  const requests: ReceivedRequest[] = [];
  const listening = await listenOnLoopback(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    requests.push({ method, path, headers, body: await text(request) });
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(JSON.stringify(reply.body));
  });
  return {
    url: listening.url,
    requests,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
