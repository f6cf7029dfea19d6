import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Handler } from "@eks-auth/server-runtime";
import { listen } from "../adapters/node.ts";
import { type Answer, getTarget, type WireRequest } from "../http/requests.ts";

/** A handler on Node.js's HTTP server, with a client that can send invalid HTTP. */
export interface RawServer extends AsyncDisposable {
  /**
   * Sends a request unchanged.
   *
   * @returns undefined if Node.js answers it or closes the connection, because the bytes are not HTTP
   */
  send(request: WireRequest): Promise<Answer | undefined>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startRawServer(handler: Handler): Promise<RawServer> {
  const server = await listen(handler);
  return {
    send: (request) => exchange(server.port, request),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function exchange(port: number, request: WireRequest): Promise<Answer | undefined> {
  const socket = connect(port, "127.0.0.1");
  // A server can close the connection before it has read all of an invalid request.
  socket.on("error", () => {});
  socket.write(writeHead(request), "latin1");
  // Do not end the socket: to the server that would mean that the client disconnected.
  socket.write(request.body);
  try {
    return parseAnswer((await buffer(socket)).toString("latin1"), request.method);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

function writeHead(request: WireRequest): string {
  const lines = request.headers.map(([name, value]) => `${name}: ${value}`);
  return [
    `${request.method} ${getTarget(request)} HTTP/1.1`,
    ...lines,
    `content-length: ${request.body.length}`,
    "connection: close",
    "",
    "",
  ].join("\r\n");
}

/** Parses an answer of the handler, which has a request ID. Answers of Node.js have none. */
function parseAnswer(text: string, method: string): Answer | undefined {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const pairs = lines.map((line) => /^([^:]+): ?(.*)$/.exec(line) ?? []);
  const headers = Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
  if (headers["x-amzn-requestid"] === undefined) {
    return undefined;
  }
  const body = text.slice(end + 4);
  const chunked = headers["transfer-encoding"] === "chunked";
  return {
    status: Number(first.split(" ")[1]),
    headers,
    body: Buffer.from(chunked && method !== "HEAD" ? joinChunks(body) : body, "latin1"),
  };
}

function joinChunks(text: string): string {
  let joined = "";
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\r\n", start);
    const size = Number.parseInt(text.slice(start, line), 16);
    joined += text.slice(line + 2, line + 2 + size);
    start = line + 4 + size;
  }
  return joined;
}
