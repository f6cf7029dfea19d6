import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { type AddressInfo, type Socket, Server as TcpServer } from "node:net";
import { answerBrokenRequest } from "../endpoint/answer-broken-request.ts";
import { nodeHttp } from "../node-http.ts";
import { type ConnectionWatch, noWatch } from "./connection-watch.ts";
import { type ListenAddress, toUrl } from "./listen-address.ts";
import { ListenError } from "./listen-error.ts";

/** What a request may be. A pod's has a token of about 2 kB, and comes from the same machine. */
export const requestBounds = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 30_000,
  // Node.js would answer by itself, without a word to the watch.
  requireHostHeader: false,
};

/** How many connections a server has at most, for they take descriptors and memory; a node has some hundred pods. */
export const maxConnections = 4_096;

/** How often a server that stops looks for connections that nobody waits on. */
const idleSweepMs = 50;

/** An HTTP server at one address. */
export interface HttpListener {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  /**
   * Takes no more connections, lets what is under way finish, and closes.
   *
   * @param graceMs - how long that may take; after that, connections are cut
   */
  stop(graceMs: number): Promise<void>;
}

/**
 * Listens at an address.
 *
 * @param watch - is told what happens beside requests
 * @throws ListenError where it can't
 */
export async function listen(
  address: ListenAddress,
  listener: RequestListener,
  watch: ConnectionWatch = noWatch,
): Promise<HttpListener> {
  const server = nodeHttp.createServer(requestBounds, listener);
  server.maxConnections = maxConnections;
  server.on("connection", (socket) => watch.onConnection(socket));
  // As above. What is expected is an answer.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  server.on("clientError", (error, socket) => answerBrokenRequest(error, socket as Socket, watch));
  server.listen({ host: address.host, port: address.port });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ListenError(address, (error as NodeJS.ErrnoException).code);
  }
  server.on("error", (error) => watch.onError(error));
  const { port } = server.address() as AddressInfo;
  return { url: toUrl({ host: address.host, port }), stop: (graceMs) => stop(server, graceMs) };
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, "close");
  // As `server.close` does, but for the time limits: who sends nothing, or half a request, would have no end.
  TcpServer.prototype.close.call(server);
  server.closeIdleConnections();
  // What is still asked on a connection that is in use is answered as its last. One whose answer is on its way already
  // would else be kept for another request.
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false;
  });
  const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
  // Now the time limits may end.
  server.close();
}
