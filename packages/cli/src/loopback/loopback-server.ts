import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandFailure } from "../failure.ts";

// An import would fill in a namespace, for which Node.js loads its WebSocket and 13 MB with it.
const { createServer } = process.getBuiltinModule("node:http");

/** A server that this machine alone can reach. */
export interface LoopbackServer {
  /** Where it listens, `http://127.0.0.1:8480`. */
  readonly url: string;
  /**
   * Ends it: no more connections are taken, and what is under way may finish.
   *
   * @param graceMs - how long it may take; after that, connections are cut
   */
  stop(graceMs: number): Promise<void>;
}

/** Where to listen. */
export interface LoopbackAddress {
  /** A loopback address. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/**
 * Serves on a loopback address.
 *
 * @throws CommandFailure where it can't be listened on
 */
export async function serveOnLoopback(
  { host, port }: LoopbackAddress,
  listener: RequestListener,
): Promise<LoopbackServer> {
  const server = createServer(listener);
  server.listen(port, host);
  const name = host.includes(":") ? `[${host}]` : host;
  try {
    await once(server, "listening");
  } catch (error) {
    throw describeListenError(error as NodeJS.ErrnoException, `${name}:${port}`);
  }
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    async stop(graceMs) {
      const closed = once(server, "close");
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function describeListenError({ code }: NodeJS.ErrnoException, address: string): CommandFailure {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "it is taken. Choose another port with --port, or 0 for any that is free.",
    EACCES: "this user may not listen there. Choose a port above 1023 with --port.",
    EADDRNOTAVAIL: "this machine doesn't have the address. Choose another with --host.",
  };
  const reason = code === undefined ? "no reason is known." : (reasons[code] ?? code);
  return new CommandFailure(`can't listen on ${address}: ${reason}`);
}
