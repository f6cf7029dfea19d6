import { encodeBase64 } from "../encoding/bytes.ts";
import type { PathSegment } from "../errors/value-error.ts";
import { addViolation, type Violation } from "./violation.ts";

/** Checks what a list or a map holds; gets the JSON pointer of the list or map, and the index or key. What is wrong it adds. */
export type CheckContent<T> = (value: T, path: string, name: PathSegment, violations: Violation[]) => unknown;

/**
 * Checks the items of a list. Those that are null have no constraints.
 *
 * @returns whether all of them pass
 */
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

/**
 * Checks the values of a map. Those that are null have no constraints.
 *
 * @returns whether all of them pass
 */
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
 * Checks the keys of a map. A key has no place of its own: what is wrong with it is wrong with the map.
 *
 * @returns whether all of them pass
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
 * Checks `@uniqueItems`. Items are equal where all of their content is, whatever the order of members and keys.
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

/** A text that two items share where they are equal, and only there. */
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
