/** Work that is under way, by key: whoever asks for the same meanwhile gets the same promise. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();

  /**
   * Joins the flight of a key, or starts it. Nothing is awaited between looking and starting, so no two start. It is
   * forgotten when it ends, well or not.
   *
   * @param start - does the work
   */
  join(key: string, start: () => Promise<T>): Promise<T> {
    const underWay = this.#flights.get(key);
    if (underWay !== undefined) {
      return underWay;
    }
    const flight = start().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  /** Tells whether the work of a key is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Waits until no work is under way, that which is begun meanwhile included. */
  async settled(): Promise<void> {
    while (this.#flights.size > 0) {
      await Promise.allSettled(this.#flights.values());
    }
  }
}
