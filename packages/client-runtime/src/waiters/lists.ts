/**
 * Evaluates a part of an expression on each item of a list, as JMESPath does it.
 *
 * @param list - undefined if there is none
 * @returns the results, without those that are undefined or null
 * @see https://jmespath.org/specification.html#projections
 */
export function project<Item, Result>(
  list: readonly Item[] | undefined,
  evaluate: (item: Item) => Result,
): NonNullable<Result>[] | undefined {
  return list?.map(evaluate).filter((result) => result !== undefined && result !== null) as
    | NonNullable<Result>[]
    | undefined;
}

/** Whether a list has at least one item, and all are equal to a text. */
export function allEqual(list: readonly unknown[] | undefined, expected: string): boolean {
  return list !== undefined && list.length > 0 && list.every((item) => item === expected);
}

/** Whether an item of a list is equal to a text. */
export function anyEqual(list: readonly unknown[] | undefined, expected: string): boolean {
  return list?.includes(expected) === true;
}
