import type { Server } from "node:http";
import type { Socket } from "node:net";
import { filterConnections } from "./filter-connections.ts";
import { QueueProbe, type RemoteEnd } from "./queue-probe.ts";

/** How many connections are kept while the queue is emptied, because their addresses have had fewer than others. */
const maxKept = 16;

/** If the queue is full, the system drops the probe, and sends it again after a second. */
const maxEmptyingMs = 1_500;

/** How many addresses are counted. With a network of IPv6, one client has more than fit in memory. */
const maxAddresses = 10_000;

/**
 * Keeps the queue short in which a server's new connections wait. The system has that queue, and Node.js accepts one
 * connection of it in each turn of the event loop, so under overload nearly all of the delay is there. If the queue does
 * not get empty, a {@link QueueProbe} measures the delay. If it is too long, the connections that wait are closed, before a
 * TLS handshake or a request costs anything, and those that come then have nearly no delay. So what is accepted is answered
 * in time, as with "controlled delay" (CoDel) in routers.
 *
 * Connections of an address that has had less than half of its share are kept, so that one address that floods does not
 * keep others out.
 *
 * @see https://queue.acm.org/detail.cfm?id=2839461
 */
export class AcceptQueue {
  readonly #server: Server;
  readonly #maxDelayMs: number;
  readonly #onClosed: () => void;
  readonly #probe: QueueProbe;
  /** Whether a connection came in this turn of the event loop. If none came, the queue is empty. */
  #hasNew = false;
  #isWatching = false;
  #isEmptying = false;
  #kept = 0;
  /** How many connections were accepted since the queue was emptied: of each address, and together. */
  readonly #acceptedOf = new Map<string, number>();
  #accepted = 0;

  /**
   * @param maxDelayMs - how long connections can wait, in milliseconds
   * @param onClosed - called for each connection that is closed. It must not throw
   */
  constructor(server: Server, maxDelayMs: number, onClosed: () => void) {
    this.#server = server;
    this.#maxDelayMs = maxDelayMs;
    this.#onClosed = onClosed;
    this.#probe = new QueueProbe(server);
    filterConnections(server, (socket) => this.#accepts(socket));
    server.on("drop", (data) => {
      this.#watch();
      if (this.#recognize(data ?? {})) {
        return;
      }
      onClosed();
    });
  }

  #accepts(socket: Socket): boolean {
    this.#watch();
    if (this.#recognize(socket)) {
      socket.destroy();
      return false;
    }
    const { remoteAddress: address = "" } = socket;
    if (this.#isEmptying && !this.#keeps(address)) {
      socket.destroy();
      this.#onClosed();
      return false;
    }
    if (this.#acceptedOf.size === maxAddresses) {
      this.#forgetAddresses();
    }
    this.#accepted += 1;
    this.#acceptedOf.set(address, (this.#acceptedOf.get(address) ?? 0) + 1);
    return true;
  }

  /** While the queue is emptied, the connections after the probe's are new ones. */
  #recognize(remote: RemoteEnd): boolean {
    const probe = this.#probe.recognize(remote);
    if (probe === "current" && this.#isEmptying) {
      this.#endEmptying();
    }
    return probe !== undefined;
  }

  #keeps(address: string): boolean {
    const share = this.#accepted / this.#acceptedOf.size;
    if ((this.#acceptedOf.get(address) ?? 0) >= share / 2) {
      return false;
    }
    this.#kept += 1;
    if (this.#kept === maxKept) {
      // Node.js closes the rest before it creates anything for them.
      this.#server.maxConnections = 0;
    }
    return true;
  }

  #watch(): void {
    this.#hasNew = true;
    if (!this.#isWatching) {
      this.#isWatching = true;
      setImmediate(this.#endTurn);
    }
  }

  readonly #endTurn = (): void => {
    if (!this.#hasNew) {
      this.#isWatching = false;
      this.#probe.stop();
      this.#endEmptying();
      return;
    }
    this.#hasNew = false;
    const delayMs = this.#probe.measure();
    if (!this.#isEmptying && delayMs > this.#maxDelayMs) {
      this.#isEmptying = true;
      this.#probe.restart();
    } else if (delayMs > maxEmptyingMs) {
      this.#endEmptying();
    }
    setImmediate(this.#endTurn);
  };

  #endEmptying(): void {
    this.#isEmptying = false;
    this.#kept = 0;
    this.#forgetAddresses();
    this.#server.maxConnections = Number.POSITIVE_INFINITY;
  }

  #forgetAddresses(): void {
    this.#acceptedOf.clear();
    this.#accepted = 0;
  }
}
