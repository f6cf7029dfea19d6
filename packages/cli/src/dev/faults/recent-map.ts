/** A map that forgets its oldest entries, so that it takes a bounded memory. */
export class RecentMap<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #maxEntries: number;

  /** @param maxEntries - how many entries it remembers */
  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  /** Returns the value of a key, or undefined if there is none or it was forgotten. */
  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  /** Adds an entry, or changes its value. */
  set(key: string, value: Value): void {
    this.#entries.set(key, value);
    if (this.#entries.size > this.#maxEntries) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest ?? "");
    }
  }
}
