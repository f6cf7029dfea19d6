import type { Violation } from "./violation.ts";

/**
 * A value as it was read from a request: of the right types, but not yet checked against the model's
 * constraints, so that any member may be absent.
 */
export type Unchecked<T> = T extends Date
  ? T
  : T extends object
    ? { [Name in keyof T]?: Unchecked<T[Name]> | undefined }
    : T;

/** A `@pattern` of the model, compiled. */
export interface Pattern {
  /** The pattern as the model has it. */
  readonly text: string;
  /** The same, ready to match. */
  readonly expression: RegExp;
}

/** Compiles a `@pattern` of the model, once, when the stub is loaded. */
export function compilePattern(text: string): Pattern {
  return { text, expression: new RegExp(text, "u") };
}

/**
 * Checks `@required`. Each check here takes a member's value, the path of the structure that holds it, the
 * member's name, and the list that a violation is added to.
 *
 * @returns whether the member is there
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
 */
export function checkRequired<T>(
  value: T | undefined,
  path: string,
  name: string,
  violations: Violation[],
): value is T {
  if (value !== undefined) {
    return true;
  }
  addViolation(violations, "Value", path, name, "must not be null");
  return false;
}

/**
 * Checks `@length` of a string, counted in Unicode scalar values.
 *
 * @param min - the least length, or `undefined` for none
 * @param max - the greatest length, or `undefined` for none
 * @returns whether the length is within the limits
 * @see https://smithy.io/2.0/spec/constraint-traits.html#length-trait
 */
export function checkLength(
  value: string,
  min: number | undefined,
  max: number | undefined,
  path: string,
  name: string,
  violations: Violation[],
): boolean {
  const length = countScalars(value);
  if ((min === undefined || length >= min) && (max === undefined || length <= max)) {
    return true;
  }
  addViolation(violations, `Value with length ${length}`, path, name, describeLimits(min, max));
  return false;
}

/**
 * Checks `@pattern`. Call it only for a value whose length is within its limits.
 *
 * @returns whether the pattern matches
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function checkPattern(
  value: string,
  pattern: Pattern,
  path: string,
  name: string,
  violations: Violation[],
): boolean {
  if (pattern.expression.test(value)) {
    return true;
  }
  const constraint = `must satisfy regular expression pattern: ${pattern.text}`;
  addViolation(violations, "Value", path, name, constraint);
  return false;
}

function addViolation(
  violations: Violation[],
  subject: string,
  path: string,
  name: string,
  constraint: string,
): void {
  const place = `${path}/${name}`;
  const message = `${subject} at '${place}' failed to satisfy constraint: Member ${constraint}`;
  violations.push({ path: place, message });
}

function describeLimits(min: number | undefined, max: number | undefined): string {
  if (min === undefined) {
    return `must have length less than or equal to ${max}`;
  }
  if (max === undefined) {
    return `must have length greater than or equal to ${min}`;
  }
  return `must have length between ${min} and ${max}, inclusive`;
}

function countScalars(value: string): number {
  let count = value.length;
  for (let index = 0; index < value.length - 1; index++) {
    const isPair = isHighSurrogate(value.charCodeAt(index)) && isLowSurrogate(value.charCodeAt(index + 1));
    if (isPair) {
      count--;
      index++;
    }
  }
  return count;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
