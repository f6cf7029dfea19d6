import { createJsonError, type PathSegment } from "../errors/value-error.ts";
import { isJsonObject, type JsonObject, setMember } from "./json-value.ts";

/** Reads an item of a list or a value of a map. Gets the value, the JSON pointer of the list or map, and the index or key. */
export type ReadContent<T> = (value: unknown, path: string, name: PathSegment) => T;

/** Reads a list. @throws SerializationException if the value isn't an array, contains null or `readItem` throws */
export function readList<T>(value: unknown, path: string, name: PathSegment, readItem: ReadContent<T>): T[] {
  return readItems(requireArray(value, path, name), `${path}/${name}`, rejectNull, readItem);
}

/**
 * Reads a list with the `@sparse` trait, which can contain null.
 *
 * @throws SerializationException if the value isn't an array or `readItem` throws
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
 * Reads a map. A key can be any string, including `__proto__`.
 *
 * @throws SerializationException if the value isn't an object, contains null or `readValue` throws
 */
export function readMap<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readValue: ReadContent<T>,
): Record<string, T> {
  return readEntries(readObject(value, path, name), `${path}/${name}`, rejectNull, readValue);
}

/**
 * Reads a map with the `@sparse` trait, which can contain null.
 *
 * @throws SerializationException if the value isn't an object or `readValue` throws
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

function rejectNull(path: string, name: PathSegment): never {
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

/** Reads the object that holds a structure's members. @throws SerializationException if the value isn't an object */
export function readObject(value: unknown, path: string, name: PathSegment): JsonObject {
  if (isJsonObject(value)) {
    return value;
  }
  throw createJsonError("an object", path, name);
}

/**
 * Returns the member of a union that is set. A member that is null doesn't count; an unknown member does.
 *
 * @returns the member's name and its value, which isn't null
 * @throws SerializationException if the value isn't an object, or if not exactly one member is set
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

/** Creates the error for a union whose member isn't in the model, or that doesn't have exactly one member. */
export function createUnionError(path: string, name: PathSegment): Error {
  return createJsonError("exactly one member that this union has", path, name);
}
