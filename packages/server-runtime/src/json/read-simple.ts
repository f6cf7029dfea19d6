import { createJsonError } from "../errors/unreadable-value.ts";
import { decodeBase64 } from "../text/base64.ts";
import type { Name } from "./name.ts";

/**
 * Reads a string. Each reader of a JSON value takes the value, the JSON pointer of what holds it, empty at the
 * top, and its name or index there. None takes another type for its own.
 *
 * @throws SerializationException where it isn't a string
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#shape-serialization
 */
export function readString(value: unknown, path: string, name: Name): string {
  if (typeof value === "string") {
    return value;
  }
  throw createJsonError("a string", path, name);
}

/**
 * Reads a boolean.
 *
 * @throws SerializationException where it isn't `true` or `false`
 */
export function readBoolean(value: unknown, path: string, name: Name): boolean {
  if (typeof value === "boolean") {
    return value;
  }
  throw createJsonError("a boolean", path, name);
}

/**
 * Reads a blob from its base64 text: with padding, without white space.
 *
 * @throws SerializationException where it isn't a string of base64
 */
export function readBlob(value: unknown, path: string, name: Name): Uint8Array {
  const bytes = typeof value === "string" ? decodeBase64(value) : undefined;
  if (bytes !== undefined) {
    return bytes;
  }
  throw createJsonError("a base64 string", path, name);
}
