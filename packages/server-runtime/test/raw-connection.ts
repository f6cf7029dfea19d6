import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A caller of its own manners: it writes what a well-behaved HTTP client would not. */
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

  static async open(port: number): Promise<RawConnection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new RawConnection(socket);
  }

  /** Everything that has come so far. */
  get received(): string {
    return this.#received;
  }

  /** What went wrong on the connection: `ECONNRESET`, for one. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Writes, and waits until the text has left for the server or the connection is gone. */
  async write(text: string): Promise<void> {
    const written = new Promise<void>((resolve) => this.#socket.write(text, "latin1", () => resolve()));
    await Promise.race([written, this.#ended]);
  }

  /** Stops reading: whatever comes waits in the buffers of the operating system. */
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

  /** Goes away as a process does that is killed: with a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
