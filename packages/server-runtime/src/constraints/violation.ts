import type { PathSegment } from "../errors/value-error.ts";

/** A value that breaks a constraint of the model. It never holds the value itself, which may be a secret. */
export interface Violation {
  /** Where the value is, as a JSON pointer from the operation's input: `/token`. */
  readonly path: string;
  /** What is wrong with it, in the words that Smithy's server tests expect. */
  readonly message: string;
}

/**
 * Puts violations into the one sentence that a caller gets.
 *
 * @param violations - one or more, in the order of the model's members
 */
export function describeViolations(violations: readonly Violation[]): string {
  const count = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
  return `${count} detected. ${violations.map((violation) => violation.message).join("; ")}`;
}

/**
 * Adds a violation.
 *
 * @param subject - what is wrong, `Value` or `Value with length 3`
 * @param path - the JSON pointer of what holds the value
 * @param name - the value's name or index there
 * @param constraint - what the model wants, after the word `Member`
 */
export function addViolation(
  violations: Violation[],
  subject: string,
  path: string,
  name: PathSegment,
  constraint: string,
): void {
  const valuePath = `${path}/${name}`;
  const message = `${subject} at '${valuePath}' failed to satisfy constraint: Member ${constraint}`;
  violations.push({ path: valuePath, message });
}
