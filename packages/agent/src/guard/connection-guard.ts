import type { Socket } from "node:net";
import { destroyUnread } from "@eks-auth/server-runtime/connections";
import { AgentError } from "../core/errors.ts";
import { type Reporting, reportRefusal } from "../core/events.ts";
import type { ConnectionWatch } from "../http/listener.ts";
import { writeRawError } from "../http/responses.ts";
import type { RateLimiter } from "./rate-limiter.ts";

interface ConnectionGuardParts extends Reporting {
  readonly rateLimiter: RateLimiter;
}

/** Protects the listener: limits the requests of each client, and closes the connections of a blocked one. */
export class ConnectionGuard implements ConnectionWatch {
  readonly #parts: ConnectionGuardParts;

  constructor(parts: ConnectionGuardParts) {
    this.#parts = parts;
  }

  /**
   * Checks a request against the client's rate limit. Call it before any other work on the request.
   *
   * @returns false if the client is blocked, by this request or an earlier one; the socket is then closed
   * @throws AgentError with the reason `rate_limited` if the client is over its limit, or over its share of the limit of all
   */
  allow(socket: Socket): boolean {
    const verdict = this.#parts.rateLimiter.check(addressOf(socket));
    if (verdict === "reject") {
      throw tooManyRequests();
    }
    if (verdict === "block") {
      this.#close(socket);
    }
    return verdict === "allow";
  }

  onConnection(socket: Socket): void {
    if (this.#parts.rateLimiter.isBlocked(addressOf(socket))) {
      this.#close(socket);
    }
  }

  onBrokenRequest(error: AgentError, socket: Socket): AgentError {
    const client = addressOf(socket);
    const verdict = this.#parts.rateLimiter.check(client);
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

  /** Closes a connection of a blocked client. What it has sent but was not read is dropped. */
  #close(socket: Socket): void {
    const error = tooManyRequests();
    reportRefusal(this.#parts, addressOf(socket), undefined, error);
    // The kernel takes such a short text before `write` returns, unless the client leaves earlier responses unread.
    socket.write(writeRawError(error));
    destroyUnread(socket);
  }
}

function addressOf({ remoteAddress = "" }: Socket): string {
  return remoteAddress;
}

function tooManyRequests(): AgentError {
  return new AgentError("rate_limited", "Too many requests. Cache the credentials until they expire.");
}
