import type { QueryLiteral, UriPattern } from "./uri-pattern.ts";

/** A pattern with its place in the order in which patterns are tried. */
export interface RankedPattern extends UriPattern {
  /** Lower is more specific. */
  readonly rank: number;
}

/** The parameters of a request: the values of each name. */
export type QueryValues = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The patterns of one path and one method. They differ in their query literals. Each is found by the literal that it shares
 * with the fewest others, so the search stays fast if hundreds of operations have one path.
 */
export class QueryRoutes<Pattern extends RankedPattern> {
  readonly #withoutLiterals: Pattern | undefined;
  readonly #byLiteral = new Map<string, Map<string | undefined, Pattern[]>>();

  constructor(patterns: readonly Pattern[]) {
    this.#withoutLiterals = patterns.find(({ literals }) => literals.length === 0);
    const counts = new Map<string, number>();
    for (const text of patterns.flatMap(({ literals }) => literals.map(describe))) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const countOf = (literal: QueryLiteral): number => counts.get(describe(literal)) ?? 0;
    for (const pattern of patterns) {
      const [rarest] = pattern.literals.toSorted((a, b) => countOf(a) - countOf(b));
      if (rarest !== undefined) {
        const byValue = getOrAdd(
          this.#byLiteral,
          rarest.name,
          () => new Map<string | undefined, Pattern[]>(),
        );
        getOrAdd(byValue, rarest.value, () => []).push(pattern);
      }
    }
  }

  /**
   * Finds the most specific pattern that a request matches.
   *
   * @param request - its values are read only if there are patterns with literals
   */
  find(request: { readonly values: QueryValues }): Pattern | undefined {
    if (this.#byLiteral.size === 0) {
      return this.#withoutLiterals;
    }
    const query = request.values;
    let best = this.#withoutLiterals;
    for (const [name, values] of query) {
      const byValue = this.#byLiteral.get(name);
      for (const value of byValue === undefined ? [] : [undefined, ...values]) {
        for (const pattern of byValue?.get(value) ?? []) {
          if ((best === undefined || pattern.rank < best.rank) && hasLiterals(query, pattern)) {
            best = pattern;
          }
        }
      }
    }
    return best;
  }
}

function describe({ name, value }: QueryLiteral): string {
  return value === undefined ? name : `${name}=${value}`;
}

function hasLiterals(query: QueryValues, { literals }: UriPattern): boolean {
  return literals.every(({ name, value }) => {
    const values = query.get(name);
    return values !== undefined && (value === undefined || values.has(value));
  });
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const created = create();
  map.set(key, created);
  return created;
}
