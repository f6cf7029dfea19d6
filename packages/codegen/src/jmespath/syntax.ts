/**
 * A JMESPath expression, parsed.
 *
 * @see https://jmespath.org/specification.html
 */
export type Expression =
  /** `@`: the value itself. */
  | { readonly kind: "current" }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** `a[0]`; a negative index counts from the end. */
  | { readonly kind: "index"; readonly left: Expression; readonly index: number }
  /** `a.b` and `a | b`: the right one is evaluated on the result of the left one. */
  | { readonly kind: "chain"; readonly left: Expression; readonly right: Expression }
  /** `a[*].b`, `a[].b` and `a[?c].b`: the right one is evaluated on each item. */
  | {
      readonly kind: "projection";
      readonly left: Expression;
      /** Whether items that are lists are replaced by their items, by `[]`. */
      readonly flatten: boolean;
      /** The condition of a filter, evaluated on each item. */
      readonly filter: Expression | undefined;
      readonly right: Expression;
    }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "comparison";
      readonly operator: Comparator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "function"; readonly name: string; readonly args: readonly Expression[] };

/** The operators of comparisons. */
export const comparators = ["==", "!=", "<=", ">=", "<", ">"] as const;

export type Comparator = (typeof comparators)[number];

/** An expression that the generator doesn't compile. */
export class UnsupportedExpressionError extends Error {
  override readonly name = "UnsupportedExpressionError";
}
