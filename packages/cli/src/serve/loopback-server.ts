import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type ConnectionLimits, limitConnections } from "@eks-auth/server/node";
import { CommandError } from "../core/command-error.ts";

// Importing node:http reads all of its exports, and so loads Node.js's WebSocket, which takes 13 MB.
const { createServer } = process.getBuiltinModule("node:http");

/** A server that only this machine can reach. */
export interface LoopbackServer {
  readonly url: string;
  /**
   * Stops it: it takes no more connections, and waits for the requests in flight.
   *
   * @param graceMs - how long it waits before it closes their connections
   */
  stop(graceMs: number): Promise<void>;
}

/** How many connections can be open. */
export const maxConnections = 4_096;

/** A request has about 2 kB, and comes from this machine. */
const requestLimits = {
  headersTimeout: 5_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  // Node.js would answer a request without a Host header itself, and not count it as pipelined.
  requireHostHeader: false,
};

/** How long a client can do nothing, such as read its response. */
const idleTimeoutMs = 60_000;

/** How many connections wait until they are accepted. The system drops more, and their clients try again after a second. */
const backlog = maxConnections;

/**
 * Starts a server on a loopback address.
 *
 * @param limits - of its connections
 */
export async function serveOnLoopback(
  { host, port }: { readonly host: string; readonly port: number },
  listener: RequestListener,
  limits: Omit<ConnectionLimits, "maxConnections"> = {},
): Promise<LoopbackServer> {
  const server = createServer(requestLimits, listener);
  server.timeout = idleTimeoutMs;
  limitConnections(server, { ...limits, maxConnections });
  server.listen({ port, host, backlog });
  const name = host.includes(":") ? `[${host}]` : host;
  try {
    await once(server, "listening");
  } catch (error) {
    throw toCommandError(error as NodeJS.ErrnoException, `${name}:${port}`);
  }
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    async stop(graceMs) {
      const closed = once(server, "close");
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function toCommandError({ code }: NodeJS.ErrnoException, address: string): CommandError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "the port is in use. Choose another with --port, or 0 for any free port.",
    EACCES: "this user is not allowed to listen there. Choose a port above 1023 with --port.",
    EADDRNOTAVAIL: "this machine doesn't have the address. Choose another with --host.",
  };
  const reason = code === undefined ? "unknown error." : (reasons[code] ?? code);
  return new CommandError("listen_failed", `can't listen on ${address}: ${reason}`);
}
