import type { Socket } from "node:net";

/** Far more than the processes of a pod have; an open one takes some 13 kB and a descriptor. */
export const maxConnectionsPerClient = 256;

/** The open connections of each client. */
export class ClientConnections {
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
