/** Keys that wait for work, each once. They are taken in random order, so that several replicas begin with different ones. */
export class WaitingKeys {
  readonly #keys: string[] = [];
  /** When the work on a key can begin, on the monotonic clock. */
  readonly #dueAt = new Map<string, number>();

  get size(): number {
    return this.#keys.length;
  }

  /** Adds a key, unless it waits already. */
  add(key: string, dueAt: number): void {
    if (!this.#dueAt.has(key)) {
      this.#dueAt.set(key, dueAt);
      this.#keys.push(key);
    }
  }

  /** Takes a key, and returns when it is due. */
  take(): { readonly key: string; readonly dueAt: number } | undefined {
    const position = Math.floor(Math.random() * this.#keys.length);
    const key = this.#keys[position];
    const last = this.#keys.pop();
    if (key === undefined || last === undefined) {
      return undefined;
    }
    if (position < this.#keys.length) {
      this.#keys[position] = last;
    }
    const dueAt = this.#dueAt.get(key) ?? 0;
    this.#dueAt.delete(key);
    return { key, dueAt };
  }
}
