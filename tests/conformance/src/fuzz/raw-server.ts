import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Handler } from "@eks-auth/server-runtime";
import { createNodeListener } from "@eks-auth/server-runtime/node";
import type { WireRequest } from "./wire/encode-request.ts";
import type { Answer } from "./wire/send-direct.ts";

/** A handler behind Node.js's HTTP server on a free port of this machine. */
interface Server extends AsyncDisposable {
  /**
   * Sends a request as it is, whatever HTTP says of it.
   *
   * @returns `undefined` where Node.js answers itself or hangs up, because the bytes aren't HTTP
   */
  send(request: WireRequest): Promise<Answer | undefined>;
}

/** Starts a server. */
export async function openServer(handler: Handler): Promise<Server> {
  const server = createServer({ requireHostHeader: false }, createNodeListener(handler));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    send: (request) => exchange(port, request),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function exchange(port: number, request: WireRequest): Promise<Answer | undefined> {
  const socket = connect(port, "127.0.0.1");
  // A server that hangs up on nonsense may do so before all of it is written.
  socket.on("error", () => {});
  socket.write(writeHead(request), "latin1");
  // The half of the connection stays open: closing it would mean that the caller went away.
  socket.write(request.body);
  try {
    return parseAnswer((await buffer(socket)).toString("latin1"), request.method);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

function writeHead({ method, path, query, headers, body }: WireRequest): string {
  const target = query === "" ? path : `${path}?${query}`;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [
    `${method} ${target} HTTP/1.1`,
    ...lines,
    `content-length: ${body.length}`,
    "connection: close",
    "",
    "",
  ].join("\r\n");
}

/** Only the handler gives its answers an ID: others are those of Node.js. */
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
