import { encodeBase64 } from "../encoding/bytes.ts";
import type { PathSegment } from "../errors/value-error.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Checks an item of a list, or a key or value of a map. Gets the JSON pointer of the list or map, the index or key, and
 * the list that violations are added to.
 */
export type CheckContent<T> = (value: T, path: string, name: PathSegment, violations: Violation[]) => unknown;

/** Checks the items of a list. A null item has no constraints. @returns whether all items pass */
export function checkItems<T>(
  value: readonly (T | null)[],
  path: string,
  name: PathSegment,
  violations: Violation[],
  checkItem: CheckContent<T>,
): boolean {
  const valuePath = `${path}/${name}`;
  const before = violations.length;
  for (let index = 0; index < value.length; index++) {
    const item = value[index] as T | null;
    if (item !== null) {
      checkItem(item, valuePath, index, violations);
    }
  }
  return violations.length === before;
}

/** Checks the values of a map. A null value has no constraints. @returns whether all values pass */
export function checkValues<T>(
  map: Readonly<Record<string, T | null>>,
  path: string,
  name: PathSegment,
  violations: Violation[],
  checkValue: CheckContent<T>,
): boolean {
  const valuePath = `${path}/${name}`;
  const before = violations.length;
  for (const key of Object.keys(map)) {
    const value = map[key] as T | null;
    if (value !== null) {
      checkValue(value, valuePath, key, violations);
    }
  }
  return violations.length === before;
}

/**
 * Checks the keys of a map. A key has no path, so violations have the path of the map.
 *
 * @returns whether all keys pass
 */
export function checkKeys(
  map: Readonly<Record<string, unknown>>,
  path: string,
  name: PathSegment,
  violations: Violation[],
  checkKey: CheckContent<string>,
): boolean {
  const before = violations.length;
  for (const key of Object.keys(map)) {
    checkKey(key, path, name, violations);
  }
  return violations.length === before;
}

/**
 * Checks `@uniqueItems`. Items are equal if their content is equal, in any order of members and keys.
 *
 * @returns whether no two items are equal
 * @see https://smithy.io/2.0/spec/constraint-traits.html#uniqueitems-trait
 */
export function checkUniqueItems(
  value: readonly unknown[],
  path: string,
  name: PathSegment,
  violations: Violation[],
): boolean {
  const seen = new Set<string>();
  for (const item of value) {
    seen.add(describeItem(item));
  }
  if (seen.size === value.length) {
    return true;
  }
  addViolation(violations, "Value", path, name, "must have unique values");
  return false;
}

/** Returns a text that is the same for two items if and only if they are equal. */
function describeItem(item: unknown): string {
  switch (typeof item) {
    case "string":
      return JSON.stringify(item);
    case "bigint":
      return `bigint ${item}`;
    case "object":
      return item === null ? "null" : describeObject(item);
    default:
      return String(item);
  }
}

function describeObject(item: object): string {
  if (item instanceof Date) {
    return `date ${item.getTime()}`;
  }
  if (item instanceof Uint8Array) {
    return `blob ${encodeBase64(item)}`;
  }
  if (Array.isArray(item)) {
    return `[${item.map(describeItem).join()}]`;
  }
  const members: string[] = [];
  for (const [key, content] of Object.entries(item)) {
    if (content !== undefined) {
      members.push(`${JSON.stringify(key)}:${describeItem(content)}`);
    }
  }
  return `{${members.sort().join()}}`;
}
