/** Joins equal calls: while work for a key is running, every caller with that key gets the same promise. */
export class SingleFlight<T> {
  /** The work that callers can join. */
  readonly #flights = new Map<string, Promise<T>>();
  readonly #running = new Set<Promise<T>>();

  /**
   * Returns the running promise for a key, or starts the work. Nothing is awaited in between, so two callers never both
   * start it. The promise is forgotten when it settles.
   *
   * @param start - does the work
   */
  join(key: string, start: () => Promise<T>): Promise<T> {
    const running = this.#flights.get(key);
    if (running !== undefined) {
      return running;
    }
    const flight = start().finally(() => {
      this.#running.delete(flight);
      // After `detach`, the key can have other work.
      if (this.#flights.get(key) === flight) {
        this.#flights.delete(key);
      }
    });
    this.#flights.set(key, flight);
    this.#running.add(flight);
    return flight;
  }

  /** Makes later callers start new work. Those that have joined running work still get its result. */
  detach(): void {
    this.#flights.clear();
  }

  /** Whether there is running work for a key that a caller can join. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Waits until no work is running, including work that starts while waiting. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.allSettled(this.#running);
    }
  }
}
