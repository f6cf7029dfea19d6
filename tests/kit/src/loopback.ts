import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { Server as HttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { promisify } from "node:util";

/** A server that listens on a free port of 127.0.0.1. Disposing it destroys its connections and closes it. */
export interface LoopbackServer extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or https if the server is an HTTPS server. */
  readonly url: string;
  readonly server: Server;
  /** How many connections are open. */
  countConnections(): Promise<number>;
}

/**
 * Starts a server on a free port of 127.0.0.1.
 *
 * @param server - a server of node:http, node:https or node:net, or only the listener of an HTTP server
 */
export async function listenOnLoopback(server: Server | RequestListener): Promise<LoopbackServer> {
  const listening = typeof server === "function" ? createHttpServer(server) : server;
  const sockets = new Set<Socket>();
  listening.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  const scheme = listening instanceof HttpsServer ? "https" : "http";
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    server: listening,
    countConnections: promisify(listening.getConnections.bind(listening)),
    async [Symbol.asyncDispose]() {
      if (!listening.listening) {
        return;
      }
      const closed = once(listening, "close");
      listening.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

/** Finds a free port of 127.0.0.1, for programs that cannot choose one. Another process can take it first. */
export async function findFreePort(): Promise<number> {
  await using listening = await listenOnLoopback(createServer());
  return listening.port;
}
