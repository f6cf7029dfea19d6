/** Texts in two buffers: they take no heap, and another thread can get them without a copy. */
export interface PackedTexts {
  /** The texts in UTF-8, one after another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Packs texts into buffers. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let size = 0;
  for (const [index, text] of texts.entries()) {
    size += Buffer.byteLength(text);
    ends[index] = size;
  }
  // Not from Node.js's pool, which a transfer to another thread would empty.
  const bytes = Buffer.from(new ArrayBuffer(size));
  for (const [index, text] of texts.entries()) {
    bytes.write(text, ends[index - 1] ?? 0);
  }
  return { bytes: new Uint8Array(bytes.buffer), ends };
}

/** Reads packed texts by their positions. */
export class PackedTextReader {
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;

  constructor({ bytes, ends }: PackedTexts) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#ends = ends;
  }

  /** How many texts there are. */
  get length(): number {
    return this.#ends.length;
  }

  at(index: number): string {
    return this.#bytes.toString("utf8", this.#startOf(index), this.#ends[index]);
  }

  /**
   * Finds a text by binary search.
   *
   * @param count - how many texts, from the first, are sorted by their bytes and searched
   * @returns its position, or undefined if it is not among them
   */
  indexOf(text: string, count: number): number | undefined {
    const bytes = Buffer.from(text);
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#bytes.compare(bytes, 0, bytes.length, this.#startOf(middle), this.#ends[middle]);
      if (order === 0) {
        return middle;
      }
      [low, high] = order < 0 ? [middle + 1, high] : [low, middle];
    }
    return undefined;
  }

  #startOf(index: number): number {
    return this.#ends[index - 1] ?? 0;
  }
}
