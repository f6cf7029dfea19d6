/** Joins equal calls: while work for a key is running, every caller with that key gets the same promise. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();

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
    const flight = start().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  /** Whether work for a key is running. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Waits until no work is running, including work that starts while waiting. */
  async settled(): Promise<void> {
    while (this.#flights.size > 0) {
      await Promise.allSettled(this.#flights.values());
    }
  }
}
