import { connect, createServer, type Socket } from "node:net";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";

/** A proxy that can cut all connections and refuse new ones, like a server that is stopped. */
export interface CuttableProxy extends AsyncDisposable {
  readonly url: string;
  cut(): void;
  restore(): void;
}

/** Starts a proxy for a server of this machine. */
export async function startCuttableProxy(target: string): Promise<CuttableProxy> {
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(Number(new URL(target).port), "127.0.0.1");
    for (const each of [socket, upstream]) {
      sockets.add(each);
      each.on("error", () => {});
      each.on("close", () => {
        sockets.delete(each);
        socket.destroy();
        upstream.destroy();
      });
    }
    if (isCut) {
      socket.destroy();
    }
    socket.pipe(upstream).pipe(socket);
  });
  const listening: LoopbackServer = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${listening.port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) {
        socket.destroy();
      }
    },
    restore() {
      isCut = false;
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
