import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type Authenticate, ProtocolError } from "@eks-auth/server";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
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

/** A request that the Host rule rejected. */
export interface RejectedCaller {
  readonly code: "host_not_allowed" | "origin_not_allowed";
  /** What the request's header is, and the fix, for the operator. */
  readonly message: string;
}

/**
 * Creates the rule that rejects requests that a web page makes. A page on a name that was rebound to this machine's
 * address sends a foreign Host, any other page a foreign Origin. Otherwise pages in this machine's browser could fetch
 * credentials. It throws a ProtocolError with status 403 if the Host or the Origin header names another machine.
 *
 * @param onRejected - called for each request that it rejects
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function createHostRule(onRejected: (rejected: RejectedCaller) => void): Authenticate<undefined> {
  return (request) => {
    const host = request.header("host");
    if (!isLoopbackHost(host?.replace(/:\d+$/, "") ?? "")) {
      onRejected({
        code: "host_not_allowed",
        message:
          `The Host header is ${quoteHeader(host)}. Clients must use the host localhost, 127.0.0.1 or [::1]. ` +
          "A proxy on this machine must send one of them as the Host.",
      });
      throw createRejection("Host");
    }
    const origin = request.header("origin");
    if (origin !== undefined && !isLoopbackHost(URL.parse(origin)?.hostname ?? "")) {
      const message = `The Origin header is ${quoteHeader(origin)}. Only web pages of this machine can call.`;
      onRejected({ code: "origin_not_allowed", message });
      throw createRejection("Origin");
    }
    return undefined;
  };
}

/** The longest part of a header that is logged. */
const maxQuoted = 100;

function quoteHeader(value = ""): string {
  return JSON.stringify(redactSecrets(value).slice(0, maxQuoted));
}

function createRejection(header: string): ProtocolError {
  return new ProtocolError(
    "AccessDenied",
    403,
    `The ${header} header must name this machine, such as localhost.`,
  );
}
