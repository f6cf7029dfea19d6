import { SerializationException } from "./protocol-error.ts";

/** The last segment of a value's path: the name of a member, a map key or a list index. */
export type PathSegment = string | number;

/** Creates the error for a JSON value of the wrong type. It doesn't repeat the value, which may be a secret. */
export function createJsonError(what: string, path: string, name: PathSegment): SerializationException {
  return new SerializationException(`Expected ${what} at ${path}/${name}.`);
}

/**
 * Creates the error for a text that can't be read.
 *
 * @param location - where the text is, for example `the header x-foo`
 */
export function createTextError(what: string, location: string): SerializationException {
  return new SerializationException(`Expected ${what} in ${location}.`);
}

/**
 * Creates the error for a value of the implementation, or one that a client sends or receives, that doesn't match the model.
 * It has the value's path, but not the value, which may be a secret.
 */
export function createWriteError(what: string, path: string, name: PathSegment): TypeError {
  return new TypeError(`The model requires ${what} at ${path}/${name}`);
}
