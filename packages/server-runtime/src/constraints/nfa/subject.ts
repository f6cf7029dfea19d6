import type { Work } from "./work.ts";

/** Which sets a code point is in: 1 or 0 for each set. */
export type Membership = Uint8Array;

/** The maximum of code points whose sets are remembered. */
const maxKnown = 4_096;

/** How many steps take as long as the test of an expression. */
const stepsOfTest = 5;

/** Finds the sets of code points by JavaScript's own engine, once for each code point. */
export class SetTable {
  readonly #expressions: readonly RegExp[];
  readonly #known = new Map<string, Membership>();

  /** @param sets - expressions of one code point, with the flag `u` */
  constructor(sets: readonly string[]) {
    this.#expressions = sets.map((source) => new RegExp(`^${source}$`, "u"));
  }

  /**
   * Finds the sets of each code point of a string.
   *
   * @throws ProtocolError if the work gets too much
   */
  lookUp(text: string, work: Work): readonly Membership[] {
    return Array.from(text, (character) => this.#known.get(character) ?? this.#find(character, work));
  }

  #find(character: string, work: Work): Membership {
    work.spend(stepsOfTest * this.#expressions.length);
    if (this.#known.size >= maxKnown) {
      this.#known.clear();
    }
    const found = Uint8Array.from(this.#expressions, (expression) => (expression.test(character) ? 1 : 0));
    this.#known.set(character, found);
    return found;
  }
}

/** A string in the form that programs read. Positions are between its code points: 0 to their number. */
export interface Subject {
  readonly points: readonly Membership[];
  /** The index of the set `\w`. */
  readonly wordSet: number;
  /** For each look-around that was evaluated, by index: 1 for the positions at which it holds. */
  readonly looks: readonly Uint8Array[];
}

/** Whether a position is between a character of a word and another, or the start or end. */
export function isBoundary({ points, wordSet }: Subject, position: number): boolean {
  return (points[position - 1]?.[wordSet] ?? 0) !== (points[position]?.[wordSet] ?? 0);
}
