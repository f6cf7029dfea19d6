import type { Answer } from "../http/message.ts";
import type { Invocation } from "../run/implementation.ts";
import { findDifference } from "../values/find-difference.ts";

/**
 * Checks that a request led to one call: of the right operation, with exactly the right input.
 *
 * @param answer - tells why there was no call
 * @returns what is wrong, or `undefined`
 */
export function checkInvocation(
  invocations: readonly Invocation[],
  expected: Invocation,
  answer: Answer,
): string | undefined {
  const [invocation, second] = invocations;
  if (invocation === undefined) {
    const { status, headers, body } = answer;
    return `refused with ${status} ${headers["x-amzn-errortype"] ?? ""} ${Buffer.from(body)}`;
  }
  if (second !== undefined) {
    return "the implementation was called more than once";
  }
  if (invocation.operation !== expected.operation) {
    return `led to ${invocation.operation} instead of ${expected.operation}`;
  }
  const difference = findDifference(invocation.input ?? {}, expected.input);
  return difference && `input: ${difference}`;
}
