import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Handler } from "@eks-auth/server-runtime";
import { createNodeListener } from "@eks-auth/server-runtime/node";

/** A server of Node.js on a free port of 127.0.0.1. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Puts a handler behind `./node` and real HTTP. */
export async function listen(handler: Handler): Promise<Listening> {
  const server = createServer({ requireHostHeader: false }, createNodeListener(handler));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
