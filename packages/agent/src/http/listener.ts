import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { type AddressInfo, isIPv6, type Socket, Server as TcpServer } from "node:net";
import type { AgentError } from "../core/errors.ts";
import type { AgentHooks } from "../core/events.ts";
import { type ListenAddress, ListenError, toUrl } from "./listen-address.ts";
import { nodeHttp } from "./node-http.ts";
import { answerBrokenRequest } from "./responses.ts";

/** What a request may be. A pod's has a token of about 2 kB, and comes from the same machine. */
const requestBounds = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 30_000,
  // Node.js would answer by itself, without a word to the watch.
  requireHostHeader: false,
};

/** How many connections a server has at most, for they take descriptors and memory; a node has some hundred pods. */
const maxConnections = 4_096;

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

/**
 * Listens at every address. Where this machine lacks an IPv6 one, that is only said, as long as there is another.
 *
 * @throws ListenError where an address can't be listened on; nothing listens then
 */
export async function listenEverywhere(
  addresses: readonly ListenAddress[],
  listener: RequestListener,
  { onLogEvent }: AgentHooks,
  watch: ConnectionWatch,
): Promise<HttpListener[]> {
  const outcomes = await Promise.allSettled(addresses.map((address) => listen(address, listener, watch)));
  const listeners = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  const fatal = listeners.length === 0 ? failures[0] : failures.find((error) => !isMissingIpv6(error));
  if (fatal !== undefined) {
    await Promise.all(listeners.map((open) => open.stop(0)));
    throw fatal;
  }
  for (const { message } of failures) {
    onLogEvent?.({ level: "warn", message: `${message} Pods that use IPv6 get no credentials.` });
  }
  return listeners;
}

function isMissingIpv6(error: unknown): boolean {
  return (
    error instanceof ListenError &&
    isIPv6(error.address.host) &&
    (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT")
  );
}

/** Is told what happens on a server's connections beside requests. */
export interface ConnectionWatch {
  /** A connection was opened. It may be closed at once: nothing was read yet. */
  onConnection(socket: Socket): void;
  /**
   * Something came that is no request, or not in time.
   *
   * @param answer - what it is answered with; then the connection is closed
   * @returns what it is answered with instead, nothing where the connection was closed
   */
  onBrokenRequest(answer: AgentError, socket: Socket): AgentError | undefined;
  /** A connection could not be taken, for want of memory or descriptors. The server goes on. */
  onError(error: NodeJS.ErrnoException): void;
}

/** Lets everything pass. */
const noWatch: ConnectionWatch = {
  onConnection() {},
  onBrokenRequest: (answer) => answer,
  onError() {},
};
