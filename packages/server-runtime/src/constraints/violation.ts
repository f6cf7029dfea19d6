import type { PathSegment } from "../errors/value-error.ts";

/** A broken constraint of the model. It doesn't hold the value, which may be a secret. */
export interface Violation {
  /** The value's path: a JSON pointer into the operation's input, `/token`. */
  readonly path: string;
  /** What is wrong, in the words that Smithy's server tests expect. */
  readonly message: string;
}

/**
 * Describes violations in the message that the client gets.
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
 * @param subject - the start of the message, `Value` or `Value with length 3`
 * @param path - the JSON pointer of the value's parent
 * @param name - the value's name or index in the parent
 * @param constraint - the model's requirement, which follows the word `Member`
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
