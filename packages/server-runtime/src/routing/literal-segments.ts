/** Values by the text of a segment. Most nodes have only one, and comparing is faster than a lookup. */
export class LiteralSegments<Value> {
  #first: readonly [text: string, value: Value] | undefined;
  #others: Map<string, Value> | undefined;

  getOrAdd(text: string, create: () => Value): Value {
    const known = this.get(text, 0, text.length);
    if (known !== undefined) {
      return known;
    }
    const value = create();
    if (this.#first === undefined) {
      this.#first = [text, value];
    } else {
      this.#others ??= new Map();
      this.#others.set(text, value);
    }
    return value;
  }

  /** Finds the value for `path.slice(start, end)`. */
  get(path: string, start: number, end: number): Value | undefined {
    if (this.#first === undefined) {
      return undefined;
    }
    const [text, value] = this.#first;
    if (text.length === end - start && path.startsWith(text, start)) {
      return value;
    }
    return this.#others?.get(path.slice(start, end));
  }
}
