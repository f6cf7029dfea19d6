import { searchGlobs } from "./glob-search.ts";
import { GlobNode } from "./glob-tree.ts";

/** Ranks are precedences with the number of an entry as their fraction, so that equal precedences differ. */
const maxEntries = 2 ** 32;

/** Globs that people write need hundreds of steps, also if there are 100,000. A step takes about 2.5 ns. */
const maxSteps = 4_000_000;

interface Entry<Value> {
  readonly glob: string;
  readonly rank: number;
  value: Value;
}

/** Globs with values. A change takes as long as a look-up, and is in force at once. */
export class GlobIndex<Value> {
  readonly #root = new GlobNode();
  readonly #numbers = new Map<string, number>();
  readonly #entries: (Entry<Value> | undefined)[] = [];
  readonly #unused: number[] = [];

  /** How many globs there are. */
  get size(): number {
    return this.#numbers.size;
  }

  /** The value of a glob itself. */
  get(glob: string): Value | undefined {
    return this.#entryOf(glob)?.value;
  }

  /**
   * Sets the value of a glob.
   *
   * @param precedence - a whole number from 0 to 2 ** 20; the lower one wins, and of equal ones the first glob by its code
   * units. It is always the same for a glob.
   */
  set(glob: string, precedence: number, value: Value): void {
    const existing = this.#entryOf(glob);
    if (existing !== undefined) {
      existing.value = value;
      return;
    }
    const number = this.#unused.pop() ?? this.#entries.length;
    const rank = precedence + number / maxEntries;
    this.#entries[number] = { glob, rank, value };
    this.#numbers.set(glob, number);
    this.#root.add(glob, rank);
  }

  delete(glob: string): void {
    const number = this.#numbers.get(glob);
    if (number !== undefined) {
      this.#numbers.delete(glob);
      this.#entries[number] = undefined;
      this.#unused.push(number);
      this.#root.remove(glob);
    }
  }

  /**
   * Finds the value of the best glob that matches a text.
   *
   * @param onLimit - ends the search, with an error, because it takes too long: about 10 ms
   */
  search(text: string, onLimit: () => never): Value | undefined {
    if (this.size === 0) {
      return undefined;
    }
    const rank = searchGlobs(this.#root, text, { isBetter: this.#isBetter, maxSteps, onLimit });
    return rank === undefined ? undefined : this.#entryAt(rank)?.value;
  }

  readonly #isBetter = (rank: number, best: number): boolean =>
    (this.#entryAt(rank)?.glob ?? "") < (this.#entryAt(best)?.glob ?? "");

  #entryAt(rank: number): Entry<Value> | undefined {
    return this.#entries[(rank % 1) * maxEntries];
  }

  #entryOf(glob: string): Entry<Value> | undefined {
    const number = this.#numbers.get(glob);
    return number === undefined ? undefined : this.#entries[number];
  }
}
