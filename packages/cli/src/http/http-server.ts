import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type ConnectionLimits, type LoadShedder, limitConnections } from "@eks-auth/server/node";
import { stopServer } from "@eks-auth/server-runtime/connections";
import { CommandError } from "../core/command-error.ts";
import { formatAddress } from "../core/format-address.ts";
import { createTlsServer, type TlsServerOptions } from "./tls-server.ts";

// Importing node:http reads all of its exports, and so loads Node.js's WebSocket, which takes 13 MB.
const { createServer } = process.getBuiltinModule("node:http");

/** A server that listens. */
export interface StartedServer {
  readonly url: string;
  /**
   * Stops it: it takes no more connections, and waits for the requests in flight.
   *
   * @param graceMs - how long it waits before it closes their connections
   * @returns whether all of them were answered in time
   */
  stop(graceMs: number): Promise<boolean>;
}

/** How many connections can be open. */
export const maxConnections = 4_096;

/** A request has about 2 kB. */
const requestLimits = {
  headersTimeout: 5_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  // Node.js would answer a request without a Host header itself, and not count it as pipelined.
  requireHostHeader: false,
  // Node.js would drop all but the first of some headers, such as Authorization and Content-Type, which are signed.
  joinDuplicateHeaders: true,
};

/** How long a client can do nothing, such as read its response. */
const idleTimeoutMs = 60_000;

/** How many connections wait until they are accepted. The system drops more, and their clients try again after a second. */
const backlog = maxConnections;

const defaultFlags = { host: "--host", port: "--port" };

/** Options of {@link startHttpServer}. */
export interface HttpServerOptions {
  /** The limits of its connections. */
  readonly limits?: Omit<ConnectionLimits, "maxConnections">;
  /** Closes connections that there is no time for. */
  readonly shedder?: LoadShedder;
  /** Called if a connection can't be accepted, for example because no file descriptor is free. The server continues. */
  readonly onAcceptFailed?: (error: NodeJS.ErrnoException) => void;
  /** For HTTPS; without it, HTTP. */
  readonly tls?: TlsServerOptions | undefined;
  /**
   * How long a connection without a request stays open, in milliseconds; by default 5 s. It must be longer than the client
   * keeps it: a request that is sent while it is closed fails.
   */
  readonly keepAliveTimeoutMs?: number;
  /** The flags that choose the address, for the message if it can't be used. */
  readonly flags?: { readonly host: string; readonly port: string };
}

/**
 * Starts a server for HTTP/1.1.
 *
 * @throws CommandError if it can't listen on the address
 */
export async function startHttpServer(
  { host, port }: { readonly host: string; readonly port: number },
  listener: RequestListener,
  options: HttpServerOptions = {},
): Promise<StartedServer> {
  const {
    limits,
    shedder,
    onAcceptFailed = () => {},
    tls,
    keepAliveTimeoutMs,
    flags = defaultFlags,
  } = options;
  const server =
    tls === undefined ? createServer(requestLimits, listener) : createTlsServer(requestLimits, listener, tls);
  server.timeout = idleTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs ?? server.keepAliveTimeout;
  limitConnections(server, { ...limits, maxConnections });
  shedder?.watch(server);
  server.listen({ port, host, backlog });
  try {
    await once(server, "listening");
  } catch (error) {
    throw toCommandError(error as NodeJS.ErrnoException, formatAddress(host, port), flags);
  }
  // Without a listener, the error would end the process.
  server.on("error", onAcceptFailed);
  return {
    url: `${tls === undefined ? "http" : "https"}://${formatAddress(host, (server.address() as AddressInfo).port)}`,
    stop: (graceMs) => stopServer(server, graceMs),
  };
}

function toCommandError(
  { code }: NodeJS.ErrnoException,
  address: string,
  flags: typeof defaultFlags,
): CommandError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `the port is in use. Choose another with ${flags.port}, or 0 for any free port.`,
    EACCES: `this user is not allowed to listen there. Choose a port above 1023 with ${flags.port}.`,
    EADDRNOTAVAIL: `this machine doesn't have the address. Choose another with ${flags.host}.`,
  };
  const reason = code === undefined ? "unknown error." : (reasons[code] ?? code);
  return new CommandError("listen_failed", `can't listen on ${address}: ${reason}`);
}
