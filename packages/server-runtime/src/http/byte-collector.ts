/** The smallest buffer for more than one piece, in bytes. */
const minCapacity = 1_024;

/**
 * Joins the pieces of a body. A piece of one byte takes a hundred in memory, so pieces are copied as they come and not
 * kept. A single piece is not copied.
 */
export class ByteCollector {
  #buffer: Uint8Array = new Uint8Array();
  #length = 0;

  /** All bytes so far. */
  get bytes(): Uint8Array {
    const buffer = this.#buffer;
    return buffer.length === this.#length ? buffer : buffer.subarray(0, this.#length);
  }

  /** The number of bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds a piece. Its bytes must not change afterwards. */
  add(piece: Uint8Array): void {
    if (this.#length === 0) {
      this.#buffer = piece;
      this.#length = piece.length;
      return;
    }
    const length = this.#length + piece.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#length, minCapacity));
      larger.set(this.bytes);
      this.#buffer = larger;
    }
    this.#buffer.set(piece, this.#length);
    this.#length = length;
  }
}
