import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { limitConnections, PipelineLimiter, stopServer } from "@eks-auth/server-runtime/connections";
import type { AgentError } from "../core/errors.ts";
import type { AgentHooks } from "../core/events.ts";
import { isIpv6Address } from "./is-ipv6.ts";
import { type ListenAddress, ListenError, toUrl } from "./listen-address.ts";
import { nodeHttp } from "./node-http.ts";
import { createParseError, endWithError } from "./responses.ts";

/** Limits of a request. A pod's request has a token of about 2 kB, and comes from the same machine. */
const requestLimits = {
  maxHeaderSize: 16_384,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 30_000,
  // Node.js would answer a request without a Host header itself, uncounted.
  requireHostHeader: false,
};

/**
 * Connections of one server, and those from one address: far more than the processes of a pod need. Each takes about 13 kB
 * and a descriptor.
 */
const connectionLimits = { maxConnections: 4_096, maxConnectionsPerAddress: 256 };

/** How many requests of one connection can be unanswered. AWS SDKs wait for each response. */
const maxPipelinedRequests = 32;

/** How long a client can read nothing of its response. Longer than the API and its retries can take. */
const idleTimeoutMs = 30_000;

/** An HTTP server on one address. */
export interface HttpListener {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  /**
   * Accepts no more connections, waits for requests in progress, and closes.
   *
   * @param graceMs - how long to wait, in milliseconds; after that, connections are destroyed
   * @returns whether all connections were closed in time
   */
  stop(graceMs: number): Promise<boolean>;
}

/** Observes the connections of a server, and can reject them. */
export interface ConnectionWatch {
  /** A connection was opened. Nothing is read yet, so it can be destroyed at once. */
  onConnection(socket: Socket): void;
  /**
   * A request cannot be parsed, or is not complete in time.
   *
   * @returns the error to send before the connection is closed
   */
  onBrokenRequest(error: AgentError, socket: Socket): AgentError;
  /** A connection could not be accepted, for example because there is no free descriptor. The server continues. */
  onError(error: NodeJS.ErrnoException): void;
}

const acceptAll: ConnectionWatch = {
  onConnection() {},
  onBrokenRequest: (error) => error,
  onError() {},
};

/** Listens on an address. @throws ListenError if the address cannot be listened on */
export async function listen(
  address: ListenAddress,
  listener: RequestListener,
  watch: ConnectionWatch = acceptAll,
): Promise<HttpListener> {
  const pipelines = new PipelineLimiter(maxPipelinedRequests);
  const server = nodeHttp.createServer(requestLimits, (request, response) => {
    if (pipelines.allow(request, response)) {
      listener(request, response);
    }
  });
  server.timeout = idleTimeoutMs;
  limitConnections(server, connectionLimits);
  server.on("connection", (socket) => watch.onConnection(socket));
  server.on("clientError", (error, socket) => answerBrokenRequest(error, socket as Socket, watch));
  server.listen({ host: address.host, port: address.port });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ListenError(address, (error as NodeJS.ErrnoException).code);
  }
  server.on("error", (error) => watch.onError(error));
  const { port } = server.address() as AddressInfo;
  return { url: toUrl({ host: address.host, port }), stop: (graceMs) => stopServer(server, graceMs) };
}

/**
 * Listens on all addresses. If the machine lacks an IPv6 address and there is another one, that is only logged.
 *
 * @throws ListenError if an address cannot be listened on; then no address is listened on
 */
export async function listenOnAll(
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
    const text = `${message} Pods that use IPv6 get no credentials.`;
    onLogEvent?.({ level: "warn", code: "address_unavailable", message: text });
  }
  return listeners;
}

function isMissingIpv6(error: unknown): boolean {
  return (
    error instanceof ListenError &&
    isIpv6Address(error.address.host) &&
    (error.systemCode === "EADDRNOTAVAIL" || error.systemCode === "EAFNOSUPPORT")
  );
}

function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket, watch: ConnectionWatch): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  endWithError(socket, watch.onBrokenRequest(createParseError(error.code), socket));
}
