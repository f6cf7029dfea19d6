import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

/** A pipe that is read only when a test says so. */
export class StalledPipe implements Disposable {
  readonly path: string;
  #reader = -1;
  #text = "";
  readonly #writers: number[] = [];

  /** @param path - where the pipe is created */
  constructor(path: string) {
    this.path = path;
    execFileSync("mkfifo", [this.path]);
    this.openReader();
  }

  /** Opens the reading end, again after {@link closeReader}. */
  openReader(): void {
    this.#reader = openSync(this.path, O_RDONLY | O_NONBLOCK);
  }

  /** Closes the reading end: writers get EPIPE. */
  closeReader(): void {
    if (this.#reader >= 0) {
      closeSync(this.#reader);
      this.#reader = -1;
    }
  }

  /**
   * Opens the writing end, to be used as an output of a program.
   *
   * @param flags - `O_NONBLOCK` for use in this process
   */
  openWriter(flags = 0): number {
    const writer = openSync(this.path, O_WRONLY | flags);
    this.#writers.push(writer);
    return writer;
  }

  /** Fills the pipe until it takes no more. */
  fill(): void {
    const writer = this.openWriter(O_NONBLOCK);
    for (const size of [4096, 1]) {
      while (zeroIfNotReady(() => writeSync(writer, "\0".repeat(size))) > 0) {}
    }
  }

  /**
   * Reads what is in the pipe.
   *
   * @returns all text so far, without that of {@link fill}
   */
  read(): string {
    const chunk = Buffer.alloc(1 << 20);
    for (let length = -1; length !== 0; ) {
      length = zeroIfNotReady(() => readSync(this.#reader, chunk));
      this.#text += chunk.toString("utf8", 0, Math.max(length, 0)).replaceAll("\0", "");
    }
    return this.#text;
  }

  [Symbol.dispose](): void {
    this.closeReader();
    for (const writer of this.#writers.splice(0)) {
      closeSync(writer);
    }
  }
}

/** @returns what `transfer` returns, or 0 if the pipe is full or empty */
function zeroIfNotReady(transfer: () => number): number {
  try {
    return transfer();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") {
      return 0;
    }
    throw error;
  }
}
