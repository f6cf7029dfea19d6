import type { Socket } from "node:net";
import { AgentError } from "../core/errors.ts";
import { type Reporting, reportRefusal } from "../core/events.ts";
import type { ConnectionWatch } from "../http/listener.ts";
import { writeRawError } from "../http/responses.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Far more than the processes of a pod need. An open connection takes about 13 kB and a descriptor. */
export const maxConnectionsPerClient = 256;

interface ConnectionGuardParts extends Reporting {
  readonly rateLimiter: RateLimiter;
}

/** Protects the listener: per-client limits on requests and connections, so that no client starves the others. */
export class ConnectionGuard implements ConnectionWatch {
  readonly #parts: ConnectionGuardParts;
  readonly #connections = new ClientConnections();

  constructor(parts: ConnectionGuardParts) {
    this.#parts = parts;
  }

  /**
   * Checks a request against the client's rate limit. Call it before any other work on the request.
   *
   * @returns false if the client is blocked, by this request or an earlier one; the socket is then closed
   * @throws AgentError with the reason `rate_limited` if the client, or all clients together, are over their limit
   */
  allow(socket: Socket): boolean {
    if (socket.destroyed) {
      return false;
    }
    const client = addressOf(socket);
    const verdict = this.#parts.rateLimiter.check(client);
    if (verdict === "reject") {
      throw tooManyRequests();
    }
    if (verdict === "block") {
      this.#block(client, socket);
    }
    return verdict === "allow";
  }

  onConnection(socket: Socket): void {
    const client = addressOf(socket);
    if (this.#parts.rateLimiter.isBlocked(client)) {
      this.#reject(socket, tooManyRequests());
    } else if (!this.#connections.add(client, socket)) {
      const message = "Too many connections from this address. Close those that are not in use.";
      this.#reject(socket, new AgentError("too_many_connections", message));
    }
  }

  onBrokenRequest(error: AgentError, socket: Socket): AgentError | undefined {
    const client = addressOf(socket);
    const verdict = this.#parts.rateLimiter.check(client);
    if (verdict === "block") {
      this.#block(client, socket);
      return undefined;
    }
    const sent = verdict === "allow" ? error : tooManyRequests();
    reportRefusal(this.#parts, client, undefined, sent);
    return sent;
  }

  onError({ code }: NodeJS.ErrnoException): void {
    const message =
      `The agent could not accept a connection (${code}). ` +
      "Check the machine's memory and the process's limit of open files.";
    this.#parts.hooks.onLogEvent?.({ level: "error", code: "accept_failed", message });
  }

  /**
   * Closes all connections of a client. Node.js still processes what it has read from this one, up to some thousand
   * requests in 64 kB. Nothing is read from the others any more, and new ones are rejected unread.
   */
  #block(client: string, socket: Socket): void {
    this.#reject(socket, tooManyRequests());
    this.#connections.destroyAll(client);
  }

  #reject(socket: Socket, error: AgentError): void {
    reportRefusal(this.#parts, addressOf(socket), undefined, error);
    // The kernel takes such a short text before `write` returns, unless the client leaves earlier responses unread.
    socket.write(writeRawError(error));
    socket.destroy();
  }
}

class ClientConnections {
  readonly #open = new Map<string, Set<Socket>>();

  /**
   * Counts a connection until it closes.
   *
   * @param client - the address that it comes from
   * @returns false, without counting it, if the client already has the maximum
   */
  add(client: string, socket: Socket): boolean {
    const open = this.#open.get(client) ?? new Set();
    if (open.size >= maxConnectionsPerClient) {
      return false;
    }
    open.add(socket);
    this.#open.set(client, open);
    socket.once("close", () => {
      open.delete(socket);
      // Newer connections may be in another set.
      if (open.size === 0 && this.#open.get(client) === open) {
        this.#open.delete(client);
      }
    });
    return true;
  }

  /** Destroys all connections of a client at once. Requests in their buffers are not read. */
  destroyAll(client: string): void {
    for (const socket of this.#open.get(client) ?? []) {
      socket.destroy();
    }
  }
}

function addressOf({ remoteAddress = "" }: Socket): string {
  return remoteAddress;
}

function tooManyRequests(): AgentError {
  return new AgentError("rate_limited", "Too many requests. Cache the credentials until they expire.");
}
