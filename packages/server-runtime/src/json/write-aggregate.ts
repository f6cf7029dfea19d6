import { createWriteError, type PathSegment } from "../errors/value-error.ts";
import { setMember } from "./json-value.ts";

/** Writes an item of a list or a value of a map. Gets the value, the JSON pointer of the list or map, and the index or key. */
export type WriteContent<T> = (value: T, path: string, name: PathSegment) => unknown;

/** Writes a list. @throws TypeError if the value isn't an array or `writeItem` throws */
export function writeList<T>(
  value: readonly T[],
  path: string,
  name: PathSegment,
  writeItem: WriteContent<T>,
): unknown[] {
  return writeItems(value, path, name, writeDense, writeItem);
}

/**
 * Writes a list with the `@sparse` trait, which can contain null.
 *
 * @throws TypeError if the value isn't an array or `writeItem` throws
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait
 */
export function writeSparseList<T>(
  value: readonly (T | null)[],
  path: string,
  name: PathSegment,
  writeItem: WriteContent<T>,
): unknown[] {
  return writeItems(value, path, name, writeSparse, writeItem);
}

/**
 * Writes a map. A key can be any string, including `__proto__`.
 *
 * @throws TypeError if the value isn't an object or `writeValue` throws
 */
export function writeMap<T>(
  value: Readonly<Record<string, T>>,
  path: string,
  name: PathSegment,
  writeValue: WriteContent<T>,
): Record<string, unknown> {
  return writeEntries(value, path, name, writeDense, writeValue);
}

/**
 * Writes a map with the `@sparse` trait, which can contain null.
 *
 * @throws TypeError if the value isn't an object or `writeValue` throws
 */
export function writeSparseMap<T>(
  value: Readonly<Record<string, T | null>>,
  path: string,
  name: PathSegment,
  writeValue: WriteContent<T>,
): Record<string, unknown> {
  return writeEntries(value, path, name, writeSparse, writeValue);
}

/** Writes one item or value, which can be null. */
type WritePart = <T>(part: T | null, path: string, name: PathSegment, write: WriteContent<T>) => unknown;

function writeItems<T>(
  value: readonly (T | null)[],
  path: string,
  name: PathSegment,
  writePart: WritePart,
  writeItem: WriteContent<T>,
): unknown[] {
  requireArray(value, path, name);
  const valuePath = `${path}/${name}`;
  const list: unknown[] = [];
  for (let index = 0; index < value.length; index++) {
    list.push(writePart(value[index] as T | null, valuePath, index, writeItem));
  }
  return list;
}

function writeEntries<T>(
  value: Readonly<Record<string, T | null>>,
  path: string,
  name: PathSegment,
  writePart: WritePart,
  writeValue: WriteContent<T>,
): Record<string, unknown> {
  requireObject(value, path, name);
  const valuePath = `${path}/${name}`;
  const map: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    setMember(map, key, writePart(value[key] as T | null, valuePath, key, writeValue));
  }
  return map;
}

function writeDense<T>(part: T | null, path: string, name: PathSegment, write: WriteContent<T>): unknown {
  if (part === null || part === undefined) {
    throw createWriteError("a value", path, name);
  }
  return write(part, path, name);
}

function writeSparse<T>(part: T | null, path: string, name: PathSegment, write: WriteContent<T>): unknown {
  return part === null ? null : write(part, path, name);
}

function requireArray(value: unknown, path: string, name: PathSegment): void {
  if (!Array.isArray(value)) {
    throw createWriteError("an array", path, name);
  }
}

/** Checks that a structure or a union of an output is an object. @throws TypeError if the value isn't an object */
export function requireObject(value: unknown, path: string, name: PathSegment): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw createWriteError("an object", path, name);
  }
}
