/** A glob's end that nothing else shares: nothing, or a text that begins with `*`. */
export interface GlobLeaf {
  readonly rank: number;
  readonly rest: string;
}

/** The places where a literal can stand in a text, told without a look at its characters. */
interface Shape {
  readonly length: number;
  /** Where its `/` is, which must fall on the text's; -1 where it has none. */
  readonly slash: number;
  /** Whether it ends its glob, so must end the text. */
  readonly last: boolean;
}

/**
 * Globs as a tree of their pieces: literals, each as long as can be, `*` and `?`. Globs that begin with the same
 * pieces share them. A literal that no other glob goes on from is a leaf, for a million globs must fit into memory.
 */
export class GlobNode {
  /** The rank of the best glob that goes through here. */
  readonly rank: number;
  /** The rank of the glob that ends here, or infinity. */
  own: number = Number.POSITIVE_INFINITY;
  /** What follows a `?`. */
  one: GlobNode | undefined;
  /** What follows a `*`. */
  many: GlobNode | undefined;
  readonly #literals = new Map<string, GlobNode | GlobLeaf>();
  readonly #shapes: Shape[] = [];

  constructor(rank: number) {
    this.rank = rank;
  }

  /**
   * Adds a glob. Globs must be added in the order of their ranks.
   *
   * @param glob - with one `/`
   * @param rank - less is better
   */
  add(glob: string, rank: number): void {
    if (glob === "") {
      this.own = Math.min(this.own, rank);
    } else if (glob.startsWith("?")) {
      this.one ??= new GlobNode(rank);
      this.one.add(glob.slice(1), rank);
    } else if (glob.startsWith("*")) {
      this.many ??= new GlobNode(rank);
      this.many.add(glob.slice(1), rank);
    } else {
      const end = glob.search(/[*?]|$/);
      this.#addLiteral(glob.slice(0, end), glob.slice(end), rank);
    }
  }

  #addLiteral(literal: string, rest: string, rank: number): void {
    this.#addShape({ length: literal.length, slash: literal.indexOf("/"), last: rest === "" });
    const there = this.#literals.get(literal);
    if (there === undefined && !rest.startsWith("?")) {
      this.#literals.set(literal, { rank, rest });
      return;
    }
    let node = there;
    if (!(node instanceof GlobNode)) {
      node = new GlobNode(there?.rank ?? rank);
      this.#literals.set(literal, node);
      if (there !== undefined) {
        node.add((there as GlobLeaf).rest, there.rank);
      }
    }
    node.add(rest, rank);
  }

  #addShape(shape: Shape): void {
    const isKnown = this.#shapes.some(
      ({ length, slash, last }) => length === shape.length && slash === shape.slash && last === shape.last,
    );
    if (!isKnown) {
      this.#shapes.push(shape);
    }
  }

  /**
   * Finds the literals that stand at a place of a text.
   *
   * @param slash - where the text has its `/`
   * @param visit - called for each, with what follows it and where it ends
   */
  eachLiteral(
    text: string,
    at: number,
    slash: number,
    visit: (next: GlobNode | GlobLeaf, at: number) => void,
  ): void {
    for (const shape of this.#shapes) {
      const end = at + shape.length;
      const isAligned = shape.slash === -1 ? end <= slash || at > slash : at + shape.slash === slash;
      if (isAligned && (shape.last ? end === text.length : end <= text.length)) {
        const next = this.#literals.get(text.slice(at, end));
        if (next !== undefined) {
          visit(next, end);
        }
      }
    }
  }
}
