import { createServer } from "node:net";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";

/** A server that answers each connection's first request with bytes that need not be HTTP, and then ends the connection. */
export interface ByteServer extends AsyncDisposable {
  readonly url: string;
  /** Sets what the next request is answered with. */
  readonly prepare: (bytes: Uint8Array) => void;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startByteServer(): Promise<ByteServer> {
  let next: Uint8Array = new Uint8Array();
  const server: LoopbackServer = await listenOnLoopback(
    createServer((socket) => {
      // A client can close the connection before it has read all of an invalid response.
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.end(next);
        socket.resume();
      });
    }),
  );
  return {
    url: server.url,
    prepare(bytes) {
      next = bytes;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
