/** The rest of a glob that no other glob shares: empty, or a text that begins with `*`. */
export interface GlobLeaf {
  readonly rank: number;
  readonly rest: string;
}

/** What decides where a literal can occur in a text, apart from its characters. */
interface Shape {
  readonly length: number;
  /** The position of its `/`, which must coincide with the text's; -1 if it has none. */
  readonly slash: number;
  /** Whether it is the end of its glob, and so must be at the end of the text. */
  readonly last: boolean;
}

/**
 * Globs as a tree of their pieces: literals of maximum length, `*` and `?`. Globs that begin with the same pieces share
 * them. A literal that no other glob continues is a leaf, because a million globs must fit into memory.
 */
export class GlobNode {
  /** The rank of the best glob in this branch. */
  readonly rank: number;
  /** The rank of the glob that ends here, or infinity. */
  endRank: number = Number.POSITIVE_INFINITY;
  /** The branch after a `?`. */
  one: GlobNode | undefined;
  /** The branch after a `*`. */
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
   * @param rank - lower is better
   */
  add(glob: string, rank: number): void {
    if (glob === "") {
      this.endRank = Math.min(this.endRank, rank);
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
    const existing = this.#literals.get(literal);
    if (existing === undefined && !rest.startsWith("?")) {
      this.#literals.set(literal, { rank, rest });
      return;
    }
    let node = existing;
    if (!(node instanceof GlobNode)) {
      node = new GlobNode(existing?.rank ?? rank);
      this.#literals.set(literal, node);
      if (existing !== undefined) {
        node.add((existing as GlobLeaf).rest, existing.rank);
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
   * Finds the literals at a position of a text.
   *
   * @param slash - the position of the text's `/`
   * @param visit - called for each, with the branch after it and the position of its end
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
