import { compileLinearPattern } from "@eks-auth/server-runtime/linear-pattern";
import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { isProvenLinear } from "../pattern/backtracking.ts";
import { compileProgram } from "../pattern/program.ts";
import { type Traits, UnsupportedModelError } from "./json-ast.ts";
import type { Constraints, Limits, ResolvedPattern } from "./types.ts";

/**
 * Resolves the constraint traits of a shape or a member.
 *
 * @param owner - the name of the shape, or of the structure and the member
 * @param id - the ID of the shape or member
 * @param inherited - for a member: the constraints of its target, which its own traits override
 * @returns the constraints, or `undefined` if there is no constraint trait
 * @throws UnsupportedModelError if no engine can match a pattern
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export function resolveConstraints(
  traits: Traits,
  owner: string,
  id: string,
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
    id,
    owner,
    length: length ?? inherited?.length,
    range: range ?? inherited?.range,
    pattern: pattern === undefined ? inherited?.pattern : resolvePattern(pattern, id),
    uniqueItems: uniqueItems || inherited?.uniqueItems === true,
  };
}

// The syntax that the oldest supported Node.js knows.
const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * Chooses the engine for a `@pattern`, so that no input makes a stub hang. The result depends only on the pattern, never
 * on a measured time.
 *
 * @param text - the pattern, which is searched for in a string
 * @param id - the ID of the shape or member that has it
 * @throws UnsupportedModelError if JavaScript rejects it, or if it could backtrack and the linear engine rejects it
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function resolvePattern(text: string, id: string): ResolvedPattern {
  const program = compileProgram(parsePattern(text, id));
  if (program !== undefined && isProvenLinear(program)) {
    return { text, matcher: "native" };
  }
  try {
    compileLinearPattern(text);
  } catch (error) {
    const problem = `the pattern ${text} can take JavaScript's engine more than linear time, and the linear engine rejects it: ${describe(error)} Rewrite it without look-arounds, backreferences and large counts, or so that no part of a string can match in two ways. If it must match from the start, begin it with ^.`;
    throw new UnsupportedModelError(id, problem);
  }
  return { text, matcher: "linear" };
}

/** Smithy validates patterns by Java's rules, which differ from JavaScript's. */
function parsePattern(text: string, id: string): AST.Pattern {
  try {
    const pattern = parser.parsePattern(text, undefined, undefined, { unicode: true, unicodeSets: false });
    // The engine reports an expression that is too large only when it first runs it.
    new RegExp(text, "u").test("");
    return pattern;
  } catch (error) {
    const problem = `the pattern ${text} is not a JavaScript regular expression (flag u): ${describe(error)} Use the syntax of ECMAScript 2024.`;
    throw new UnsupportedModelError(id, problem);
  }
}

function describe(error: unknown): string {
  const { message } = error as Error;
  return message.endsWith(".") ? message : `${message}.`;
}
