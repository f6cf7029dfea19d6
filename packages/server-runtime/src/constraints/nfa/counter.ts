/**
 * Counts the iterations of a loop that reads one code point each time, for all paths in it at once. The paths differ only in
 * when they entered the loop, so it stores these positions. Each operation takes constant time on average, and the memory
 * is one byte for each position, so a client can't make it large.
 */
export class Counter {
  readonly #min: number;
  readonly #max: number;
  /** By position, counted from where the search began: 1 if a path entered. Those before the oldest don't count. */
  readonly #entries: Uint8Array;
  /** Where the path entered that is longest in the loop; -1 if there is none. */
  #oldest = -1;
  #newest = -1;

  /** @param length - the number of code points in the string */
  constructor(min: number, max: number, length: number) {
    this.#min = min;
    this.#max = max;
    // Without a maximum only the oldest path matters.
    this.#entries = new Uint8Array(max < Number.POSITIVE_INFINITY ? length + 1 : 0);
  }

  /** Whether there are paths. */
  get isActive(): boolean {
    return this.#oldest !== -1;
  }

  /** Adds a path. */
  start(position: number): void {
    this.#entries[position] = 1;
    this.#newest = position;
    if (this.#oldest === -1) {
      this.#oldest = position;
    }
  }

  /** Drops all paths. */
  clear(): void {
    this.#oldest = -1;
  }

  /**
   * Counts an iteration of all paths, and drops the path that had too many.
   *
   * @param position - where the iteration ended
   * @returns whether a path has had enough iterations to leave the loop
   */
  advance(position: number): boolean {
    if (position - this.#oldest > this.#max) {
      this.#dropOldest();
    }
    return this.#oldest !== -1 && position - this.#oldest >= this.#min;
  }

  #dropOldest(): void {
    if (this.#oldest === this.#newest) {
      this.#oldest = -1;
      return;
    }
    do {
      this.#oldest++;
    } while (this.#entries[this.#oldest] !== 1);
  }
}
