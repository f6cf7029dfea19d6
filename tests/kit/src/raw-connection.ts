import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A TCP client that writes what no HTTP client would. */
export class RawConnection implements Disposable {
  readonly #socket: Socket;
  readonly #ended: Promise<void>;
  #received = "";
  #error: Error | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      this.#received += text;
    });
    socket.on("error", (error) => {
      this.#error = error;
    });
    this.#ended = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  /**
   * Connects to a port of 127.0.0.1.
   *
   * @param from - the client's address. Linux has all of 127.0.0.0/8, other systems only 127.0.0.1
   */
  static async open(port: number, from = "127.0.0.1"): Promise<RawConnection> {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    await once(socket, "connect");
    return new RawConnection(socket);
  }

  /** Everything received so far. */
  get received(): string {
    return this.#received;
  }

  /** Whether the server has closed the connection. */
  get isClosed(): boolean {
    return this.#socket.closed;
  }

  /** The error of the connection, such as ECONNRESET. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Writes a text, and waits until it is sent or the connection is closed. */
  async write(text: string): Promise<void> {
    const written = new Promise<void>((resolve) => this.#socket.write(text, "latin1", () => resolve()));
    await Promise.race([written, this.#ended]);
  }

  /** Stops reading: what arrives stays in the buffers of the operating system. */
  pause(): void {
    this.#socket.pause();
  }

  /** Reads again. */
  resume(): void {
    this.#socket.resume();
  }

  /** Waits until the server has closed the connection. */
  async waitForEnd(): Promise<void> {
    await this.#ended;
  }

  /** Resets the connection, as the system does for a killed process. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
