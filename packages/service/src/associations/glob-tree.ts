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

/** A shape, and how many globs have a literal with it here. */
interface CountedShape extends Shape {
  count: number;
}

/**
 * Globs as a tree of their pieces: literals of maximum length, `*` and `?`. Globs that begin with the same pieces share
 * them. A literal that no other glob continues is a leaf, because a million globs must fit into memory.
 */
export class GlobNode {
  /** No glob in this branch has a better rank. The best one can have been removed. */
  rank: number = Number.POSITIVE_INFINITY;
  /** The rank of the glob that ends here, or infinity. */
  endRank: number = Number.POSITIVE_INFINITY;
  /** The branch after a `?`. */
  one: GlobNode | undefined;
  /** The branch after a `*`. */
  many: GlobNode | undefined;
  readonly #literals = new Map<string, GlobNode | GlobLeaf>();
  readonly #shapes: CountedShape[] = [];

  /** Whether there is no glob. */
  get isEmpty(): boolean {
    const hasEnd = this.endRank !== Number.POSITIVE_INFINITY;
    return !hasEnd && this.one === undefined && this.many === undefined && this.#literals.size === 0;
  }

  /** How many different shapes its literals have. */
  get shapeCount(): number {
    return this.#shapes.length;
  }

  /**
   * Adds a glob that it does not have.
   *
   * @param glob - with at most one `/`
   * @param rank - lower is better
   */
  add(glob: string, rank: number): void {
    this.rank = Math.min(this.rank, rank);
    if (glob === "") {
      this.endRank = rank;
    } else if (glob.startsWith("?")) {
      this.one ??= new GlobNode();
      this.one.add(glob.slice(1), rank);
    } else if (glob.startsWith("*")) {
      this.many ??= new GlobNode();
      this.many.add(glob.slice(1), rank);
    } else {
      const [literal, rest] = splitLiteral(glob);
      this.#addLiteral(literal, rest, rank);
    }
  }

  /** Removes a glob that it has. */
  remove(glob: string): void {
    if (glob === "") {
      this.endRank = Number.POSITIVE_INFINITY;
    } else if (glob.startsWith("?")) {
      this.one?.remove(glob.slice(1));
      this.one = this.one?.isEmpty ? undefined : this.one;
    } else if (glob.startsWith("*")) {
      this.many?.remove(glob.slice(1));
      this.many = this.many?.isEmpty ? undefined : this.many;
    } else {
      this.#removeLiteral(...splitLiteral(glob));
    }
  }

  #addLiteral(literal: string, rest: string, rank: number): void {
    this.#addShape(shapeOf(literal, rest));
    const existing = this.#literals.get(literal);
    if (existing === undefined && !rest.startsWith("?")) {
      this.#literals.set(literal, { rank, rest });
      return;
    }
    let node = existing;
    if (!(node instanceof GlobNode)) {
      node = new GlobNode();
      this.#literals.set(literal, node);
      if (existing !== undefined) {
        node.add((existing as GlobLeaf).rest, existing.rank);
      }
    }
    node.add(rest, rank);
  }

  #removeLiteral(literal: string, rest: string): void {
    this.#removeShape(shapeOf(literal, rest));
    const existing = this.#literals.get(literal);
    if (existing instanceof GlobNode) {
      existing.remove(rest);
    }
    if (!(existing instanceof GlobNode) || existing.isEmpty) {
      this.#literals.delete(literal);
    }
  }

  #addShape(shape: Shape): void {
    const known = this.#findShape(shape);
    if (known === undefined) {
      this.#shapes.push({ ...shape, count: 1 });
    } else {
      known.count++;
    }
  }

  #removeShape(shape: Shape): void {
    const known = this.#findShape(shape);
    if (known !== undefined && --known.count === 0) {
      this.#shapes.splice(this.#shapes.indexOf(known), 1);
    }
  }

  #findShape(shape: Shape): CountedShape | undefined {
    return this.#shapes.find(
      ({ length, slash, last }) => length === shape.length && slash === shape.slash && last === shape.last,
    );
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

/** Splits a glob that begins with a literal after it. */
function splitLiteral(glob: string): [literal: string, rest: string] {
  const end = glob.search(/[*?]|$/);
  return [glob.slice(0, end), glob.slice(end)];
}

function shapeOf(literal: string, rest: string): Shape {
  return { length: literal.length, slash: literal.indexOf("/"), last: rest === "" };
}
