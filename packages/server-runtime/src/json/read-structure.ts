import type { SerializationException } from "../errors/protocol-error.ts";
import { createJsonError } from "../errors/unreadable-value.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import type { Name } from "./name.ts";

/**
 * Reads the object that holds a structure's members.
 *
 * @throws SerializationException where it isn't an object
 */
export function readObject(value: unknown, path: string, name: Name): JsonObject {
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
  name: Name,
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
export function createUnionError(path: string, name: Name): SerializationException {
  return createJsonError("exactly one member that this union has", path, name);
}
