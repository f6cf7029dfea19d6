/** What a client has in the cache. */
interface Holding<Key, Value> {
  readonly client: string;
  /** The least recently used first. */
  readonly entries: Map<Key, Value>;
}

/**
 * A cache of limited size that its clients share fairly. If it is full, the client with the most entries loses the one that
 * it used least recently; of several such clients, the one that used, added or lost an entry least recently. In networks
 * this rule is called "longest queue drop".
 *
 * So a client can fill the whole cache if no other one needs it. But if it has no more entries than its share, which is the
 * size divided by the number of clients, it loses none to others. Every operation takes constant time.
 */
export class FairCache<Key, Value> {
  readonly #max: number;
  readonly #onEvict: (value: Value, key: Key) => void;
  /** The holding that each entry is in. */
  readonly #holdings = new Map<Key, Holding<Key, Value>>();
  readonly #clients = new Map<string, Holding<Key, Value>>();
  /** The clients by their number of entries; the one that used, added or lost an entry least recently first. */
  readonly #bySize = new Map<number, Set<Holding<Key, Value>>>();
  /** The number of entries of the client with the most. */
  #largest = 0;

  /**
   * @param max - how many entries are cached
   * @param onEvict - called after an entry was removed because the cache is full
   */
  constructor(max: number, onEvict: (value: Value, key: Key) => void = () => {}) {
    this.#max = max;
    this.#onEvict = onEvict;
  }

  /** The number of entries. */
  get size(): number {
    return this.#holdings.size;
  }

  /** The entries of a client, the least recently used first. */
  entriesOf(client: string): Iterable<readonly [Key, Value]> {
    return this.#clients.get(client)?.entries ?? [];
  }

  /** The clients that have entries. */
  clients(): Iterable<string> {
    return this.#clients.keys();
  }

  /** Finds an entry, and notes that it was used. */
  get(key: Key): Value | undefined {
    const holding = this.#holdings.get(key);
    if (holding === undefined) {
      return undefined;
    }
    const { entries } = holding;
    const value = entries.get(key) as Value;
    if (entries.size > 1) {
      entries.delete(key);
      entries.set(key, value);
    }
    const equals = this.#bySize.get(entries.size) as Set<Holding<Key, Value>>;
    equals.delete(holding);
    equals.add(holding);
    return value;
  }

  /**
   * Adds or replaces an entry.
   *
   * @param client - the client that the entry counts for
   */
  set(key: Key, value: Value, client: string): void {
    this.delete(key);
    let holding = this.#clients.get(client);
    if (holding === undefined) {
      holding = { client, entries: new Map() };
      this.#clients.set(client, holding);
    }
    const sizeBefore = holding.entries.size;
    holding.entries.set(key, value);
    this.#holdings.set(key, holding);
    this.#moveToSize(holding, sizeBefore);
    if (this.size > this.#max) {
      this.#evict();
    }
  }

  /** Removes an entry, if there is one. */
  delete(key: Key): void {
    const holding = this.#holdings.get(key);
    if (holding !== undefined) {
      this.#holdings.delete(key);
      holding.entries.delete(key);
      this.#moveToSize(holding, holding.entries.size + 1);
    }
  }

  /** Removes all entries. */
  clear(): void {
    for (const key of [...this.#holdings.keys()]) {
      this.delete(key);
    }
  }

  #evict(): void {
    const [holding] = this.#bySize.get(this.#largest) ?? [];
    const [entry] = holding?.entries ?? [];
    if (entry !== undefined) {
      const [key, value] = entry;
      this.delete(key);
      this.#onEvict(value, key);
    }
  }

  /** Puts a client last among those with as many entries. */
  #moveToSize(holding: Holding<Key, Value>, sizeBefore: number): void {
    const { size } = holding.entries;
    const before = this.#bySize.get(sizeBefore);
    before?.delete(holding);
    if (before?.size === 0) {
      this.#bySize.delete(sizeBefore);
      this.#largest = this.#largest === sizeBefore ? size : this.#largest;
    }
    if (size === 0) {
      this.#clients.delete(holding.client);
      return;
    }
    this.#largest = Math.max(this.#largest, size);
    const after = this.#bySize.get(size) ?? new Set();
    this.#bySize.set(size, after.add(holding));
  }
}
