import type { Server } from "node:http";
import { connect, type Socket } from "node:net";

/** How long a queue must not have been empty before it is measured, and how long a measurement is good. */
const restMs = 50;

/** The other end of a connection. */
export interface RemoteEnd {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

/**
 * Measures how long connections wait until a server accepts them, by opening one. Nothing else works on every system:
 * neither Node.js nor the connection says when it came.
 */
export class QueueProbe {
  readonly #server: Server;
  #socket: Socket | undefined;
  #address: string | undefined;
  /** The port of the connection before it, which can still be in the queue. */
  #formerPort: number | undefined;
  /** When the connection was opened. Without one: when the last measurement ended, or the queue began to fill. */
  #since: number | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /**
   * Measures while the queue is not empty. Call it in each turn of the event loop.
   *
   * @returns how long the connections that are accepted now have waited at least, in milliseconds; 0 if it is not known
   */
  measure(): number {
    const now = performance.now();
    this.#since ??= now;
    if (this.#socket !== undefined) {
      return now - this.#since;
    }
    if (now - this.#since >= restMs) {
      this.restart();
    }
    return 0;
  }

  /** Starts a new measurement. Its connection comes after all that wait now. */
  restart(): void {
    this.#formerPort = this.#socket?.localPort;
    this.#close();
    this.#since = performance.now();
    this.#socket = this.#open();
  }

  /**
   * Recognizes the probe among the connections that were accepted or dropped. It ends the measurement.
   *
   * @returns `former` if it is that of a measurement that was restarted
   */
  recognize({ remoteAddress, remotePort }: RemoteEnd): "current" | "former" | undefined {
    if (remotePort === undefined || remoteAddress !== this.#address) {
      return undefined;
    }
    if (remotePort === this.#formerPort) {
      this.#formerPort = undefined;
      return "former";
    }
    // Before it is open, the probe has no port.
    if (remotePort !== this.#socket?.localPort) {
      return undefined;
    }
    this.#close();
    this.#since = performance.now();
    return "current";
  }

  /** Ends all measurements, because the queue is empty. */
  stop(): void {
    this.#close();
    this.#formerPort = undefined;
    this.#since = undefined;
  }

  #open(): Socket | undefined {
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      return undefined;
    }
    // Both ends of a connection to this machine have its address.
    this.#address = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address.address] ?? address.address;
    const socket = connect({ host: this.#address, port: address.port });
    // Without an answer, such as from a firewall, nothing is known.
    socket.on("error", () => this.#close());
    return socket;
  }

  #close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }
}
