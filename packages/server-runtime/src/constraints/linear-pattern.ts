import { RE2JS } from "re2js";
import { translateExpression } from "./linear-syntax.ts";
import type { Pattern } from "./pattern.ts";

/**
 * Compiles a `@pattern` for an engine that takes linear time on every string, where JavaScript's own could
 * backtrack for minutes. It needs the package re2js. Generated stubs call it for the patterns that need it.
 *
 * It matches as JavaScript does with the flag `u`, save that `\p{…}` follows the version of Unicode that re2js
 * has, and not the one that the platform has.
 *
 * @param text - the pattern as the model has it, in the syntax of ECMAScript with the flag `u`
 * @throws SyntaxError where the engine has no such feature: backreferences, look-arounds, counts over 1000, or some
 * properties in `\p{…}`
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function compileLinearPattern(text: string): Pattern {
  const expression = compile(translateExpression(text));
  return { text, test: (value) => expression.test(value) };
}

function compile(expression: string): RE2JS {
  try {
    return RE2JS.compile(expression);
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
