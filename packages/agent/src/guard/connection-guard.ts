import type { Socket } from "node:net";
import { AgentError } from "../core/errors.ts";
import { type RefusalRecords, recordRefusal } from "../core/events.ts";
import type { ConnectionWatch } from "../http/listener.ts";
import { writeWholeAnswer } from "../http/responses.ts";
import type { RequestGate } from "./rate-limiter.ts";

/** What a door works with. */
interface DoorParts extends RefusalRecords {
  readonly gate: RequestGate;
}

/** Where clients come in. It sees to it that none keeps the agent from the others by requests or connections. */
export class Door implements ConnectionWatch {
  readonly #parts: DoorParts;
  readonly #connections = new ClientConnections();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /**
   * Looks at a request before anything else is done for it.
   *
   * @param socket - where it came in
   * @returns whether it is to be answered: not where its client was shut out for it, or for one that was sent before it
   * @throws AgentError 429 where it is above a limit
   */
  admits(socket: Socket): boolean {
    if (socket.destroyed) {
      return false;
    }
    const client = addressOf(socket);
    const verdict = this.#parts.gate.judge(client);
    if (verdict === "refuse") {
      throw tooManyRequests();
    }
    if (verdict === "shut out") {
      this.#shutOut(client, socket);
    }
    return verdict === "answer";
  }

  onConnection(socket: Socket): void {
    const client = addressOf(socket);
    if (this.#parts.gate.isShutOut(client)) {
      this.#turnAway(socket, tooManyRequests());
    } else if (!this.#connections.add(client, socket)) {
      this.#turnAway(socket, tooManyConnections());
    }
  }

  onBrokenRequest(answer: AgentError, socket: Socket): AgentError | undefined {
    const client = addressOf(socket);
    const verdict = this.#parts.gate.judge(client);
    if (verdict === "shut out") {
      this.#shutOut(client, socket);
      return undefined;
    }
    const given = verdict === "answer" ? answer : tooManyRequests();
    recordRefusal(this.#parts, client, undefined, given);
    return given;
  }

  onError({ code }: NodeJS.ErrnoException): void {
    const message = `The agent could not take a connection (${code}). See what this machine is short of.`;
    this.#parts.hooks.onLogEvent?.({ level: "error", message });
  }

  /**
   * Closes all connections of a client. Node.js goes through what it has read of one to the end, some thousand requests
   * in 64 kB; of the others nothing is read then, and the next ones are turned away unread.
   */
  #shutOut(client: string, socket: Socket): void {
    this.#turnAway(socket, tooManyRequests());
    this.#connections.closeAll(client);
  }

  #turnAway(socket: Socket, error: AgentError): void {
    recordRefusal(this.#parts, addressOf(socket), undefined, error);
    // The system has a text this short when `write` returns, unless the client leaves answers unread.
    socket.write(writeWholeAnswer(error));
    socket.destroy();
  }
}

function addressOf({ remoteAddress = "" }: Socket): string {
  return remoteAddress;
}

function tooManyRequests(): AgentError {
  const message = "Too many requests. Keep the credentials until they end.";
  return new AgentError(429, "ThrottlingException", message);
}

function tooManyConnections(): AgentError {
  const message = "Too many connections from this address. Close those that are not in use.";
  return new AgentError(429, "ThrottlingException", message);
}

/** Far more than the processes of a pod have; an open one takes some 13 kB and a descriptor. */
export const maxConnectionsPerClient = 256;

/** The open connections of each client. */
class ClientConnections {
  readonly #open = new Map<string, Set<Socket>>();

  /**
   * Counts a connection until it closes.
   *
   * @param client - the address that it comes from
   * @returns `false`, and doesn't count it, where the client has as many as it may
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
      // Not another set, which newer connections might have begun.
      if (open.size === 0 && this.#open.get(client) === open) {
        this.#open.delete(client);
      }
    });
    return true;
  }

  /** Closes all of a client's at once: what waits in them is not read. */
  closeAll(client: string): void {
    for (const socket of this.#open.get(client) ?? []) {
      socket.destroy();
    }
  }
}
