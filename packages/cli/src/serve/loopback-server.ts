import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Authenticate, ProtocolError } from "@eks-auth/server";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
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

/** Starts a server on a loopback address. */
export async function serveOnLoopback(
  { host, port }: { readonly host: string; readonly port: number },
  listener: RequestListener,
): Promise<LoopbackServer> {
  const server = createServer(listener);
  server.listen(port, host);
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
    EACCES: "this user may not listen there. Choose a port above 1023 with --port.",
    EADDRNOTAVAIL: "this machine doesn't have the address. Choose another with --host.",
  };
  const reason = code === undefined ? "unknown error." : (reasons[code] ?? code);
  return new CommandError("listen_failed", `can't listen on ${address}: ${reason}`);
}

/**
 * Rejects requests that a web page makes. A page on a name that was rebound to this machine's address sends a foreign
 * Host, any other page a foreign Origin. Otherwise pages in this machine's browser could fetch credentials.
 *
 * @throws ProtocolError with status 403 if the Host or the Origin header names another machine
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export const rejectRemoteCaller: Authenticate<undefined> = (request) => {
  const host = request.header("host")?.replace(/:\d+$/, "") ?? "";
  requireLoopback("Host", host);
  const origin = request.header("origin");
  if (origin !== undefined) {
    requireLoopback("Origin", URL.parse(origin)?.hostname ?? "");
  }
  return undefined;
};

function requireLoopback(header: string, host: string): void {
  if (!isLoopbackHost(host)) {
    const message = `The ${header} header must name this machine, such as localhost.`;
    throw new ProtocolError("AccessDenied", 403, message);
  }
}
