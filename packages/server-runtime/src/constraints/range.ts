import type { Name } from "../json/name.ts";
import { compareNumbers } from "./compare-numbers.ts";
import { addViolation, type Violation } from "./violation.ts";

/** A number of the model: a `bigint`, or a string for a bigDecimal, where a double would lose digits. */
export type RangeNumber = number | bigint | string;

/**
 * Checks `@range`.
 *
 * @param min - the least value, or `undefined` for none
 * @param max - the greatest value, or `undefined` for none
 * @returns whether the value is within the limits; NaN never is
 * @see https://smithy.io/2.0/spec/constraint-traits.html#range-trait
 */
export function checkRange(
  value: RangeNumber,
  min: RangeNumber | undefined,
  max: RangeNumber | undefined,
  path: string,
  name: Name,
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
