import type { PathSegment } from "../errors/value-error.ts";
import { addViolation, type Violation } from "./violation.ts";

/** A `@pattern` of the model, compiled. */
export interface Pattern {
  /** The pattern as the model has it. */
  readonly text: string;
  /**
   * Whether the pattern matches anywhere in a string.
   *
   * @param request - any object that only this request has: the patterns that can take long count their work for it
   * @throws ProtocolError if the request's strings take too long
   */
  test(value: string, request: object): boolean;
}

/**
 * Compiles a `@pattern` of the model, once, when the stub is loaded. It is for patterns that JavaScript's engine is
 * proven to match in linear time. For others use `compileLinearPattern`.
 *
 * @param text - the pattern in the model
 * @param expression - the pattern in the syntax of ECMAScript with the flag `u`, if the model has another
 * @throws SyntaxError if the syntax is wrong
 */
export function compilePattern(text: string, expression: string = text): Pattern {
  const compiled = new RegExp(expression, "u");
  return { text, test: (value) => compiled.test(value) };
}

/**
 * Checks `@pattern`. Call it only if the value's length is within its limits.
 *
 * @returns whether the pattern matches
 * @throws ProtocolError if the request's strings take too long
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function checkPattern(
  value: string,
  pattern: Pattern,
  path: string,
  name: PathSegment,
  violations: Violation[],
): boolean {
  if (pattern.test(value, violations)) {
    return true;
  }
  const constraint = `must satisfy regular expression pattern: ${pattern.text}`;
  addViolation(violations, "Value", path, name, constraint);
  return false;
}
