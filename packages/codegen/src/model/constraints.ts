import { compileLinearPattern } from "@eks-auth/server-runtime/linear-pattern";
import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { isProvenLinear } from "../pattern/backtracking.ts";
import { compileProgram } from "../pattern/program.ts";
import { type Traits, UnsupportedModelError } from "./json-ast.ts";
import type { Constraints, Limits } from "./types.ts";

/**
 * Resolves the constraint traits of a shape or a member.
 *
 * @param owner - the shape's name, or the structure's and the member's
 * @param place - the shape ID, with the member, for the error
 * @param inherited - for a member: the constraints of its target, in the place of which its own traits stand
 * @returns `undefined` where the traits say nothing
 * @throws UnsupportedModelError where a pattern can't be matched
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export function resolveConstraints(
  traits: Traits,
  owner: string,
  place: string,
  inherited?: Constraints,
): Constraints | undefined {
  const length = traits["smithy.api#length"] as Limits | undefined;
  const range = traits["smithy.api#range"] as Limits | undefined;
  const pattern = traits["smithy.api#pattern"] as string | undefined;
  const uniqueItems = traits["smithy.api#uniqueItems"] !== undefined;
  if (length === undefined && range === undefined && pattern === undefined && !uniqueItems) {
    return undefined;
  }
  return {
    owner,
    length: length ?? inherited?.length,
    range: range ?? inherited?.range,
    pattern: pattern === undefined ? inherited?.pattern : resolvePattern(pattern, place),
    uniqueItems: uniqueItems || inherited?.uniqueItems === true,
  };
}

/** A `@pattern`, and what has to match it. */
export interface ResolvedPattern {
  /** The pattern as the model has it. */
  readonly text: string;
  /**
   * `native` where JavaScript's own engine is proven to take no more than linear time; `linear` where it may take
   * more, so that the stub needs an engine that never goes back.
   */
  readonly matcher: "native" | "linear";
}

// The oldest Node.js that a stub runs on knows this much.
const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * Decides what has to match a `@pattern`, so that no string makes a stub hang. The result depends on the
 * pattern alone, never on time.
 *
 * @param text - the pattern, which is searched for in a string
 * @param place - the shape ID that it is on, for the error
 * @throws UnsupportedModelError where JavaScript doesn't take it, or where it may backtrack and the linear engine
 * doesn't take it
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function resolvePattern(text: string, place: string): ResolvedPattern {
  const program = compileProgram(parsePattern(text, place));
  if (program !== undefined && isProvenLinear(program)) {
    return { text, matcher: "native" };
  }
  try {
    compileLinearPattern(text);
  } catch (error) {
    const problem = `the pattern ${text} may take JavaScript's engine more than linear time, and the linear engine does not take it: ${describe(error)} Rewrite it without look-arounds, backreferences and large counts, or so that no part of a string can match in two ways; start it with ^ where it has to match from the start.`;
    throw new UnsupportedModelError(place, problem);
  }
  return { text, matcher: "linear" };
}

/** Smithy checks a pattern by the rules of Java's regular expressions, which differ from ours. */
function parsePattern(text: string, place: string): AST.Pattern {
  try {
    const pattern = parser.parsePattern(text, undefined, undefined, { unicode: true, unicodeSets: false });
    // An engine finds out that an expression is too large for it when it first runs it.
    new RegExp(text, "u").test("");
    return pattern;
  } catch (error) {
    const problem = `the pattern ${text} is not a regular expression of JavaScript with the flag u: ${describe(error)} Write it in the syntax of ECMAScript 2024.`;
    throw new UnsupportedModelError(place, problem);
  }
}

function describe(error: unknown): string {
  const { message } = error as Error;
  return message.endsWith(".") ? message : `${message}.`;
}
