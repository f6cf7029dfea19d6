import { createWriteError } from "../errors/unwritable-value.ts";
import { setMember } from "./json-object.ts";
import type { Name } from "./name.ts";
import { requireObject } from "./write-structure.ts";

/** Writes what a list or a map holds; gets the value, the JSON pointer of the list or map, and the index or key. */
export type WriteContent<T> = (value: T, path: string, name: Name) => unknown;

/**
 * Writes a list.
 *
 * @throws TypeError where it isn't an array, or `writeItem` refuses an item
 */
export function writeList<T>(
  value: readonly T[],
  path: string,
  name: Name,
  writeItem: WriteContent<T>,
): unknown[] {
  requireArray(value, path, name);
  const place = `${path}/${name}`;
  const list: unknown[] = [];
  for (let index = 0; index < value.length; index++) {
    const item = value[index] as T;
    requirePresent(item, place, index);
    list.push(writeItem(item, place, index));
  }
  return list;
}

/**
 * Writes a list with the `@sparse` trait: null stays in it.
 *
 * @throws TypeError where it isn't an array, or `writeItem` refuses an item
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait
 */
export function writeSparseList<T>(
  value: readonly (T | null)[],
  path: string,
  name: Name,
  writeItem: WriteContent<T>,
): unknown[] {
  requireArray(value, path, name);
  const place = `${path}/${name}`;
  const list: unknown[] = [];
  for (let index = 0; index < value.length; index++) {
    const item = value[index] as T | null;
    list.push(item === null ? null : writeItem(item, place, index));
  }
  return list;
}

/**
 * Writes a map. A key may be any string, `__proto__` as well.
 *
 * @throws TypeError where it isn't an object, or `writeValue` refuses a value
 */
export function writeMap<T>(
  value: Readonly<Record<string, T>>,
  path: string,
  name: Name,
  writeValue: WriteContent<T>,
): Record<string, unknown> {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  const map: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const content = value[key] as T;
    requirePresent(content, place, key);
    setMember(map, key, writeValue(content, place, key));
  }
  return map;
}

/**
 * Writes a map with the `@sparse` trait: null stays in it.
 *
 * @throws TypeError where it isn't an object, or `writeValue` refuses a value
 */
export function writeSparseMap<T>(
  value: Readonly<Record<string, T | null>>,
  path: string,
  name: Name,
  writeValue: WriteContent<T>,
): Record<string, unknown> {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  const map: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const content = value[key] as T | null;
    setMember(map, key, content === null ? null : writeValue(content, place, key));
  }
  return map;
}

function requireArray(value: unknown, path: string, name: Name): void {
  if (!Array.isArray(value)) {
    throw createWriteError("an array", path, name);
  }
}

function requirePresent(value: unknown, path: string, name: Name): void {
  if (value === null || value === undefined) {
    throw createWriteError("a value", path, name);
  }
}
