import { once } from "node:events";
import type { Server } from "node:http";
import { Server as TcpServer } from "node:net";

/** How often connections that have become idle are closed, in milliseconds. */
const closeIdleIntervalMs = 50;

/**
 * Stops a server: it accepts no more connections, answers the requests in flight and those that still arrive on open
 * connections, closes idle connections, and resolves when all are closed, or at the end of the time of grace. A connection
 * without a first request is closed by the time limit of its headers.
 *
 * @param server - a server of `node:http` or `node:https` that listens
 * @param graceMs - how long to wait, in milliseconds; after that, connections are destroyed
 * @returns whether all connections were closed in time
 */
export async function stopServer(server: Server, graceMs: number): Promise<boolean> {
  const closed = once(server, "close");
  // Like `server.close`, but that would also end the time limits, and a client that sends half a request could stay.
  TcpServer.prototype.close.call(server);
  server.closeIdleConnections();
  // A request that still arrives on an open connection gets the last response on it. Without this, a connection whose
  // response is being written would be kept alive for another request.
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false;
  });
  const closingIdle = setInterval(() => server.closeIdleConnections(), closeIdleIntervalMs);
  const expired = Promise.withResolvers<false>();
  const timer = setTimeout(() => {
    server.closeAllConnections();
    // The server doesn't know the connections whose TLS handshake isn't complete. Those end by the handshake's time limit.
    expired.resolve(false);
  }, graceMs);
  const isInTime = await Promise.race([closed.then(() => true), expired.promise]);
  clearInterval(closingIdle);
  clearTimeout(timer);
  // Ends the time limits.
  server.close();
  return isInTime;
}
