import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Checks each new connection before the present listeners of a server get it: those of TLS and HTTP, and those that were
 * added earlier. So a refused connection costs as little as possible. It is emitted only to listeners that are added later.
 *
 * @param server - a server of `node:http` or `node:https`
 * @param accept - returns false for a connection that it has destroyed
 */
export function filterConnections(server: Server, accept: (socket: Socket) => boolean): void {
  const listeners = server.rawListeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    if (accept(socket)) {
      for (const listener of listeners) {
        listener.call(server, socket);
      }
    }
  });
}
