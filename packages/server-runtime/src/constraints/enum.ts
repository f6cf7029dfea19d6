import type { Name } from "../json/name.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Checks that a value is one of an enum's or intEnum's.
 *
 * @param allowed - the enum's values, in the model's order
 * @param internal - further values, which callers aren't told about
 * @see https://smithy.io/2.0/spec/simple-types.html#enum
 */
export function checkEnum(
  value: string | number,
  allowed: ReadonlySet<string | number> | readonly (string | number)[],
  path: string,
  name: Name,
  violations: Violation[],
  internal: readonly (string | number)[] = [],
): boolean {
  if (isList(allowed) ? allowed.includes(value) : allowed.has(value)) {
    return true;
  }
  if (internal.includes(value)) {
    return true;
  }
  const values = Array.from(allowed).join(", ");
  addViolation(violations, "Value", path, name, `must satisfy enum value set: [${values}]`);
  return false;
}

/** `Array.isArray` doesn't narrow a readonly array. */
function isList<T>(values: ReadonlySet<T> | readonly T[]): values is readonly T[] {
  return Array.isArray(values);
}
