import type { CodePoints } from "./code-points.ts";

/** A regular expression of java.util.regex, as far as it decides which strings match: groups have no numbers and names. */
export type JavaNode =
  | SetNode
  /** Nodes in order. An empty sequence matches the empty string. */
  | { readonly kind: "sequence"; readonly nodes: readonly JavaNode[] }
  | { readonly kind: "choice"; readonly choices: readonly JavaNode[] }
  | RepeatNode
  /** `(?>…)`. */
  | { readonly kind: "atomic"; readonly node: JavaNode }
  | LookNode
  /** `^`, `\A`. */
  | { readonly kind: "start" }
  /** `\z`. */
  | { readonly kind: "end" }
  | LineEndNode
  /** `\b`, `\B`. */
  | { readonly kind: "word"; readonly negate: boolean };

/** Reads one code point. */
interface SetNode {
  readonly kind: "set";
  readonly set: CodePoints;
}

/** A quantifier. */
export interface RepeatNode {
  readonly kind: "repeat";
  readonly node: JavaNode;
  readonly min: number;
  readonly max: number;
  /** The text after the counts: none, `?` or `+`. */
  readonly mode: "greedy" | "lazy" | "possessive";
}

/** `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`. */
interface LookNode {
  readonly kind: "look";
  readonly behind: boolean;
  readonly negate: boolean;
  readonly node: JavaNode;
}

/** `$`, `\Z`: the end of the string, or the position before a line terminator at its end. */
export interface LineEndNode {
  readonly kind: "lineEnd";
  /** Whether `\n` is the only line terminator: the flag `d`. */
  readonly unix: boolean;
}

/** The pattern has something that has no exact equivalent in ECMAScript. The message says what. */
export class UntranslatableError extends Error {
  override readonly name = "UntranslatableError";
}
