import type { JsonObject } from "./body.ts";

/**
 * Writes a string member of an output. Each writer here takes the value that the implementation returned, the
 * path of the structure that holds it and its name, and checks it: a caller may rely on what the model promises.
 *
 * @throws TypeError where it isn't a string
 */
export function writeString(value: string, path: string, name: string): string {
  if (typeof value !== "string") {
    throw unexpected("a string", path, name);
  }
  return value;
}

/**
 * Writes a timestamp member in the format `epoch-seconds`.
 *
 * @returns seconds since 1970, with three decimals at most
 * @throws TypeError where it isn't a valid `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function writeEpochSeconds(value: Date, path: string, name: string): number {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw unexpected("a valid Date", path, name);
  }
  return value.getTime() / 1000;
}

/**
 * Writes a structure of an output.
 *
 * @param write - writes the structure's members; gets the structure and its path
 * @throws TypeError where it isn't an object
 */
export function writeStructure<T extends object>(
  value: T,
  path: string,
  name: string,
  write: (value: T, path: string) => JsonObject,
): JsonObject {
  if (typeof value !== "object" || value === null) {
    throw unexpected("an object", path, name);
  }
  return write(value, `${path}/${name}`);
}

/** It names the place and never the value, which may be a secret. */
function unexpected(what: string, path: string, name: string): TypeError {
  return new TypeError(`The operation's output must have ${what} at ${path}/${name}`);
}
