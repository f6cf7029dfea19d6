import { type DecimalParts, parseDecimal } from "../encoding/numbers.ts";
import type { PathSegment } from "../errors/value-error.ts";
import { addViolation, type Violation } from "./violation.ts";

/** A number of the model. A long or bigInteger is a `bigint`, a bigDecimal a string, so that no digits are lost. */
export type RangeNumber = number | bigint | string;

/**
 * Checks `@range`.
 *
 * @param min - the smallest value, or `undefined` for none
 * @param max - the greatest value, or `undefined` for none
 * @returns whether the value is within the limits; NaN never is
 * @see https://smithy.io/2.0/spec/constraint-traits.html#range-trait
 */
export function checkRange(
  value: RangeNumber,
  min: RangeNumber | undefined,
  max: RangeNumber | undefined,
  path: string,
  name: PathSegment,
  violations: Violation[],
): boolean {
  if (
    (min === undefined || compareNumbers(value, min) >= 0) &&
    (max === undefined || compareNumbers(value, max) <= 0)
  ) {
    return true;
  }
  addViolation(violations, "Value", path, name, describeLimits(min, max));
  return false;
}

function describeLimits(min: RangeNumber | undefined, max: RangeNumber | undefined): string {
  if (min === undefined) {
    return `must be less than or equal to ${max}`;
  }
  if (max === undefined) {
    return `must be greater than or equal to ${min}`;
  }
  return `must be between ${min} and ${max}, inclusive`;
}

/**
 * Compares two numbers without rounding. A string is a number in JSON's syntax.
 *
 * @returns a number below 0, above 0 or 0, like the comparison function of `sort`; NaN if a number is NaN
 */
function compareNumbers(left: number | bigint | string, right: number | bigint | string): number {
  if (typeof left !== "string" && typeof right !== "string") {
    if (left < right) {
      return -1;
    }
    return left > right ? 1 : left >= right ? 0 : Number.NaN;
  }
  const [first, second] = [parseDecimal(String(left)), parseDecimal(String(right))];
  // Not a decimal: NaN or infinite.
  return first === undefined || second === undefined
    ? Number(left) - Number(right)
    : compareDecimals(first, second);
}

function compareDecimals(left: DecimalParts, right: DecimalParts): number {
  if (left.negative !== right.negative) {
    return left.negative ? -1 : 1;
  }
  const magnitude = compareMagnitudes(left, right);
  return left.negative ? -magnitude : magnitude;
}

function compareMagnitudes(left: DecimalParts, right: DecimalParts): number {
  if (left.digits === "" || right.digits === "") {
    return left.digits.length - right.digits.length;
  }
  if (left.magnitude !== right.magnitude) {
    return left.magnitude - right.magnitude;
  }
  // Digits of the same magnitude without trailing zeros have the same order as text and as numbers.
  return left.digits < right.digits ? -1 : left.digits > right.digits ? 1 : 0;
}
