import { SerializationException } from "../errors/protocol-error.ts";
import { isJsonObject, type JsonObject } from "./body.ts";

/**
 * Reads a string member. Each reader here takes the object that holds the member, the object's path and
 * the member's JSON name, and returns `undefined` for an absent or null member.
 *
 * @throws SerializationException where another type of value stands there
 */
export function readString(object: JsonObject, path: string, name: string): string | undefined {
  const value = readMember(object, name);
  if (value === undefined || typeof value === "string") {
    return value;
  }
  throw unexpected("a string", path, name);
}

/**
 * Reads a timestamp member in the format `epoch-seconds`: a number of seconds, fractions allowed.
 *
 * @throws SerializationException where another type of value, or a time beyond what `Date` holds, stands there
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function readEpochSeconds(object: JsonObject, path: string, name: string): Date | undefined {
  const value = readMember(object, name);
  if (value === undefined) {
    return undefined;
  }
  const date = typeof value === "number" ? new Date(Math.round(value * 1000)) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw unexpected("a number of seconds since 1970", path, name);
  }
  return date;
}

/**
 * Reads a structure member.
 *
 * @param read - reads the structure from its object; gets the object and its path
 * @throws SerializationException where another type of value stands there
 */
export function readStructure<T>(
  object: JsonObject,
  path: string,
  name: string,
  read: (object: JsonObject, path: string) => T,
): T | undefined {
  const value = readMember(object, name);
  if (value === undefined) {
    return undefined;
  }
  if (!isJsonObject(value)) {
    throw unexpected("an object", path, name);
  }
  return read(value, `${path}/${name}`);
}

/** An own property only: a member may be called `constructor`. */
function readMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

function unexpected(what: string, path: string, name: string): SerializationException {
  return new SerializationException(`Expected ${what} at ${path}/${name}.`);
}
