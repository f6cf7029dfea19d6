import type { PathSegment } from "../errors/value-error.ts";
import type { Document } from "../json/document.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Input before its checks: a value of the right types, read from a request, whose constraints haven't been checked. Every
 * member of a structure can be absent, and an enum can be any string or number. Lists, maps and the member of a union
 * are present.
 */
export type Unchecked<T> = [Document] extends [T] ? T : UncheckedPart<T, IsUnion<Extract<T, object>>>;

type UncheckedPart<T, InUnion extends boolean> = T extends string
  ? string
  : T extends number
    ? number
    : T extends Whole
      ? T
      : T extends readonly (infer Item)[]
        ? Unchecked<Item>[]
        : string extends keyof T
          ? { [Key in keyof T]: Unchecked<T[Key]> }
          : InUnion extends true
            ? { [Member in keyof T]: Unchecked<T[Member]> }
            : { [Member in keyof T]?: Unchecked<T[Member]> | undefined };

type Whole = null | undefined | boolean | bigint | Date | Uint8Array | AsyncIterable<unknown>;

type IsUnion<T, All = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [All] extends [T]
      ? false
      : true
    : never;

/**
 * Checks `@required`. Every check takes a value, the JSON pointer of its parent, its name or index in the parent, and
 * the list that violations are added to.
 *
 * @returns whether the member is present
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
 */
export function checkRequired<T>(
  value: T | undefined,
  path: string,
  name: PathSegment,
  violations: Violation[],
): value is T {
  if (value !== undefined) {
    return true;
  }
  addViolation(violations, "Value", path, name, "must not be null");
  return false;
}

/**
 * Checks that a value is in an enum or intEnum.
 *
 * @param allowed - the enum's values, in the model's order
 * @param internal - additional values, which error messages don't list
 * @returns whether the enum has the value
 * @see https://smithy.io/2.0/spec/simple-types.html#enum
 */
export function checkEnum(
  value: string | number,
  allowed: ReadonlySet<string | number> | readonly (string | number)[],
  path: string,
  name: PathSegment,
  violations: Violation[],
  internal: readonly (string | number)[] = [],
): boolean {
  if (("has" in allowed ? allowed.has(value) : allowed.includes(value)) || internal.includes(value)) {
    return true;
  }
  const values = Array.from(allowed).join(", ");
  addViolation(violations, "Value", path, name, `must satisfy enum value set: [${values}]`);
  return false;
}
