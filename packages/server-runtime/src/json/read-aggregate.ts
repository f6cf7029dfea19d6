import type { SerializationException } from "../errors/protocol-error.ts";
import { createJsonError, type PathSegment } from "../errors/value-error.ts";
import { isJsonObject, type JsonObject, setMember } from "./json-value.ts";

/** Reads what a list or a map holds; gets the value, the JSON pointer of the list or map, and the index or key. */
export type ReadContent<T> = (value: unknown, path: string, name: PathSegment) => T;

/**
 * Reads a list.
 *
 * @throws SerializationException where it isn't an array, has null in it or `readItem` refuses an item
 */
export function readList<T>(value: unknown, path: string, name: PathSegment, readItem: ReadContent<T>): T[] {
  return readItems(requireArray(value, path, name), `${path}/${name}`, refuseNull, readItem);
}

/**
 * Reads a list with the `@sparse` trait: null stays in it.
 *
 * @throws SerializationException where it isn't an array or `readItem` refuses an item
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait
 */
export function readSparseList<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readItem: ReadContent<T>,
): (T | null)[] {
  return readItems(requireArray(value, path, name), `${path}/${name}`, keepNull, readItem);
}

/**
 * Reads a map. A key may be any string, `__proto__` as well.
 *
 * @throws SerializationException where it isn't an object, has null in it or `readValue` refuses a value
 */
export function readMap<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readValue: ReadContent<T>,
): Record<string, T> {
  return readEntries(readObject(value, path, name), `${path}/${name}`, refuseNull, readValue);
}

/**
 * Reads a map with the `@sparse` trait: null stays in it.
 *
 * @throws SerializationException where it isn't an object or `readValue` refuses a value
 */
export function readSparseMap<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readValue: ReadContent<T>,
): Record<string, T | null> {
  return readEntries(readObject(value, path, name), `${path}/${name}`, keepNull, readValue);
}

function readItems<T, Null>(
  items: readonly unknown[],
  path: string,
  readNull: (path: string, name: PathSegment) => Null,
  readItem: ReadContent<T>,
): (T | Null)[] {
  const list: (T | Null)[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    list.push(item === null ? readNull(path, index) : readItem(item, path, index));
  }
  return list;
}

function readEntries<T, Null>(
  object: JsonObject,
  path: string,
  readNull: (path: string, name: PathSegment) => Null,
  readValue: ReadContent<T>,
): Record<string, T | Null> {
  const map: Record<string, T | Null> = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    setMember<T | Null>(map, key, value === null ? readNull(path, key) : readValue(value, path, key));
  }
  return map;
}

function refuseNull(path: string, name: PathSegment): never {
  throw createJsonError("no null", path, name);
}

function keepNull(): null {
  return null;
}

function requireArray(value: unknown, path: string, name: PathSegment): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw createJsonError("an array", path, name);
}

/**
 * Reads the object that holds a structure's members.
 *
 * @throws SerializationException where it isn't an object
 */
export function readObject(value: unknown, path: string, name: PathSegment): JsonObject {
  if (isJsonObject(value)) {
    return value;
  }
  throw createJsonError("an object", path, name);
}

/**
 * Finds the one member of a union that is set. Members that are null don't count; unknown ones do.
 *
 * @returns the member's name and its value, not null
 * @throws SerializationException where it isn't an object, or not exactly one member is set
 * @see https://smithy.io/2.0/spec/aggregate-types.html#union
 */
export function readUnionMember(
  value: unknown,
  path: string,
  name: PathSegment,
): [member: string, content: unknown] {
  const object = readObject(value, path, name);
  let found: [member: string, content: unknown] | undefined;
  for (const member of Object.keys(object)) {
    const content = object[member];
    if (content === null) {
      continue;
    }
    if (found !== undefined) {
      throw createUnionError(path, name);
    }
    found = [member, content];
  }
  if (found === undefined) {
    throw createUnionError(path, name);
  }
  return found;
}

/** The error for a union whose one member the model doesn't know. */
export function createUnionError(path: string, name: PathSegment): SerializationException {
  return createJsonError("exactly one member that this union has", path, name);
}
