/**
 * Counts what clients have in flight, and shares a limited number of slots fairly. The fewer slots are free, the fewer a
 * client can have: a "dynamic threshold", as in the shared buffers of switches. So some always stay free for clients that
 * come later.
 *
 * @see https://doi.org/10.1109/90.664262
 */
export class FairSlots {
  readonly #partOfFree: number;
  /** The number of slots by client, without zeros. */
  readonly #slotsOf = new Map<string, number>();
  #size = 0;

  /** @param partOfFree - how many slots a client can have for each one that is free; with 4, one client can have 80% of all */
  constructor(partOfFree: number) {
    this.#partOfFree = partOfFree;
  }

  /** How many slots are taken. */
  get size(): number {
    return this.#size;
  }

  /** How many slots a client has taken. */
  countOf(client: string): number {
    return this.#slotsOf.get(client) ?? 0;
  }

  /**
   * Whether a client can take one more slot. A client that has none can, as long as one is free.
   *
   * @param limit - how many slots there are now
   */
  hasRoom(client: string, limit: number): boolean {
    const free = limit - this.#size;
    return this.countOf(client) < free * this.#partOfFree;
  }

  /** Takes a slot. Ask {@link hasRoom} first, unless the client must have it. */
  take(client: string): void {
    this.#size += 1;
    this.#slotsOf.set(client, this.countOf(client) + 1);
  }

  /** Gives a slot back. */
  free(client: string): void {
    this.#size -= 1;
    const left = this.countOf(client) - 1;
    if (left > 0) {
      this.#slotsOf.set(client, left);
    } else {
      this.#slotsOf.delete(client);
    }
  }
}
