/**
 * Counts the iterations of a loop that reads one code point each time, for all paths in it at once. The paths differ only in
 * when they entered the loop, so it stores these times, in order. Each operation takes constant time on average.
 */
export class Counter {
  readonly #min: number;
  readonly #max: number;
  /** The times at which paths entered, from `#first` on. */
  readonly #entries: number[] = [];
  #first = 0;
  #time = 0;

  constructor(min: number, max: number) {
    this.#min = min;
    this.#max = max;
  }

  /** Whether a path has had enough iterations to leave the loop. */
  get isInRange(): boolean {
    const oldest = this.#entries[this.#first];
    return oldest !== undefined && this.#time - oldest >= this.#min;
  }

  /** Adds a path. Without a maximum only the oldest path matters. */
  start(): void {
    if (this.#max < Number.POSITIVE_INFINITY || this.#entries.length === 0) {
      this.#entries.push(this.#time);
    }
  }

  /**
   * Counts an iteration of all paths, and drops the path that had too many.
   *
   * @returns whether there are paths left
   */
  advance(): boolean {
    this.#time++;
    const oldest = this.#entries[this.#first];
    if (oldest !== undefined && this.#time - oldest > this.#max) {
      this.#first++;
    }
    return this.#first < this.#entries.length;
  }
}
