import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Authenticate, ProtocolError } from "@eks-auth/server";
import { isLoopbackHost } from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";

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
 * @throws CommandError where it can't be listened on
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

function describeListenError({ code }: NodeJS.ErrnoException, address: string): CommandError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "it is taken. Choose another port with --port, or 0 for any that is free.",
    EACCES: "this user may not listen there. Choose a port above 1023 with --port.",
    EADDRNOTAVAIL: "this machine doesn't have the address. Choose another with --host.",
  };
  const reason = code === undefined ? "no reason is known." : (reasons[code] ?? code);
  return new CommandError(`can't listen on ${address}: ${reason}`);
}

/**
 * Refuses what a web page sends: one whose name was rebound to this machine's address names another host, and any
 * other names another origin. The browser of whoever sits here must not fetch credentials for them.
 *
 * @throws ProtocolError with the status 403 where the Host or the Origin header isn't of this machine
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export const rejectRemoteCaller: Authenticate<undefined> = (request) => {
  const host = request.header("host")?.replace(/:\d+$/, "") ?? "";
  if (!isLoopbackHost(host)) {
    throw new ProtocolError(
      "AccessDenied",
      403,
      "This server answers to the hosts of its own machine alone.",
    );
  }
  const origin = request.header("origin");
  if (origin !== undefined && !(URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname))) {
    throw new ProtocolError("AccessDenied", 403, "This server answers to pages of its own machine alone.");
  }
  return undefined;
};
