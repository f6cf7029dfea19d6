import type { Name } from "../json/name.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Checks `@required`. Each check takes a value, the JSON pointer of what holds it, its name or index there,
 * and the list that a violation is added to.
 *
 * @returns whether the member is there
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
 */
export function checkRequired<T>(
  value: T | undefined,
  path: string,
  name: Name,
  violations: Violation[],
): value is T {
  if (value !== undefined) {
    return true;
  }
  addViolation(violations, "Value", path, name, "must not be null");
  return false;
}
