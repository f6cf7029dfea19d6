import { KubernetesApiError } from "./kubernetes-api-error.ts";

const newline = 0x0a;

/** Splits chunks of a stream into lines. It works on bytes, so a character can be in two chunks. */
export class LineSplitter {
  readonly #maxBytes: number;
  /** The parts of the line that is not complete yet. */
  #parts: Uint8Array[] = [];
  #length = 0;

  /** @param maxBytes - the longest line */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Adds a chunk.
   *
   * @returns the lines that it completes, without their ends; empty lines are left out
   * @throws KubernetesApiError `response_too_large` if a line is longer than the limit
   */
  *push(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#add(chunk.subarray(start, end));
      start = end + 1;
      if (this.#length > 0) {
        yield this.#take();
      }
    }
    this.#add(chunk.subarray(start));
  }

  #add(part: Uint8Array): void {
    if (this.#length + part.length > this.#maxBytes) {
      const message = `The API server sent a line of more than ${this.#maxBytes} bytes.`;
      throw new KubernetesApiError("response_too_large", message);
    }
    if (part.length > 0) {
      this.#parts.push(part);
      this.#length += part.length;
    }
  }

  #take(): Uint8Array {
    const [first, ...others] = this.#parts;
    const line = first !== undefined && others.length === 0 ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
