import type { PathSegment } from "../errors/value-error.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Checks `@length`: the code points of a string, the bytes of a blob, the items of a list, the keys of a map.
 *
 * @param min - the smallest length, or `undefined` for none
 * @param max - the greatest length, or `undefined` for none
 * @returns whether the length is within the limits
 * @see https://smithy.io/2.0/spec/constraint-traits.html#length-trait
 */
export function checkLength(
  value: Measurable,
  min: number | undefined,
  max: number | undefined,
  path: string,
  name: PathSegment,
  violations: Violation[],
): boolean {
  if (typeof value === "string" && isSurelyWithin(value, min, max)) {
    return true;
  }
  const length = measureLength(value);
  if ((min === undefined || length >= min) && (max === undefined || length <= max)) {
    return true;
  }
  addViolation(violations, `Value with length ${length}`, path, name, describeLimits(min, max));
  return false;
}

/** A shortcut: a string has at most as many code points as code units, and at least half as many. */
function isSurelyWithin(value: string, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || value.length >= 2 * min) && (max === undefined || value.length <= max);
}

type Measurable = string | Uint8Array | readonly unknown[] | Readonly<Record<string, unknown>>;

function measureLength(value: Measurable): number {
  if (typeof value === "string") {
    return countCodePoints(value);
  }
  return value instanceof Uint8Array || Array.isArray(value) ? value.length : Object.keys(value).length;
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

function countCodePoints(value: string): number {
  let count = value.length;
  for (let index = 0; index < value.length; index++) {
    const isPair = (value.codePointAt(index) ?? 0) > 0xffff;
    if (isPair) {
      count--;
      index++;
    }
  }
  return count;
}
