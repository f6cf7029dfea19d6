import { compileLinearPattern } from "@eks-auth/server-runtime/linear-pattern";
import { compileNfaPattern } from "@eks-auth/server-runtime/nfa-pattern";
import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { isProvenLinear } from "./backtracking.ts";
import { UntranslatableError } from "./java/syntax.ts";
import { translateJava } from "./java/translate.ts";
import { canMatch, compileProgram } from "./program.ts";

/** A `@pattern`, and the engine that matches it. */
export interface ResolvedPattern {
  /** The pattern as the model has it. */
  readonly text: string;
  /** The pattern as the engine gets it: in the syntax of ECMAScript with the flag `u`. */
  readonly expression: string;
  /**
   * `native` if JavaScript's own engine is proven to take linear time. If it could take more, the stub needs an engine that
   * doesn't backtrack: `linear` for RE2, `nfa` for what RE2 doesn't support, look-arounds and large counts.
   */
  readonly matcher: "native" | "linear" | "nfa";
}

/** A pattern can't be matched. The message is the end of a sentence that starts with the pattern: what is wrong, and the fix. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

// The syntax that the oldest supported Node.js knows.
const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * Chooses the syntax and the engine for a `@pattern`, so that no input makes a stub hang. The result depends only on the
 * pattern, never on a measured time.
 *
 * A pattern that is valid in ECMAScript with the flag `u` is read as that, as Smithy's specification says. Any other is read
 * as one of java.util.regex, by whose rules Smithy validates patterns, and translated.
 *
 * @param text - the pattern, which is searched for in a string
 * @throws PatternError if neither reading is possible, or if it could backtrack and the linear engines reject it
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function resolvePattern(text: string): ResolvedPattern {
  const { expression, pattern } = readPattern(text);
  const program = compileProgram(pattern);
  if (expression !== text && program !== undefined && !canMatch(program)) {
    throw new PatternError("matches no string, by the rules of Java. Fix it.");
  }
  if (program !== undefined && isProvenLinear(program) && isAccepted(expression)) {
    return { text, expression, matcher: "native" };
  }
  if (isRe2(expression)) {
    return { text, expression, matcher: "linear" };
  }
  try {
    compileNfaPattern(expression);
  } catch (error) {
    throw new PatternError(
      `can take JavaScript's engine more than linear time, and the linear engines reject it: ${describe(error)} Rewrite it without backreferences and large counts of groups, or so that no part of a string can match in two ways. If it must match from the start, begin it with ^.`,
    );
  }
  return { text, expression, matcher: "nfa" };
}

function isRe2(expression: string): boolean {
  try {
    compileLinearPattern(expression);
    return true;
  } catch {
    return false;
  }
}

function readPattern(text: string): { readonly expression: string; readonly pattern: AST.Pattern } {
  let problem: string;
  try {
    return { expression: text, pattern: parse(text) };
  } catch (error) {
    problem = describe(error).replace(`Invalid regular expression: /${text}/u: `, "");
  }
  try {
    const expression = translateJava(text);
    return { expression, pattern: parse(expression) };
  } catch (error) {
    if (!(error instanceof UntranslatableError)) {
      throw error;
    }
    throw new PatternError(
      `is not a JavaScript regular expression (flag u): ${problem} It can't be translated from Java's syntax: ${error.message} Use the syntax of ECMAScript 2024.`,
    );
  }
}

function parse(expression: string): AST.Pattern {
  return parser.parsePattern(expression, undefined, undefined, { unicode: true, unicodeSets: false });
}

/** The engine reports an expression that is too large only when it first runs it. */
function isAccepted(expression: string): boolean {
  try {
    new RegExp(expression, "u").test("");
    return true;
  } catch {
    return false;
  }
}

function describe(error: unknown): string {
  const { message } = error as Error;
  return message.endsWith(".") ? message : `${message}.`;
}
