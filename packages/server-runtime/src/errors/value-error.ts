import { SerializationException } from "./protocol-error.ts";

/** What a value is called in the one that holds it: a member's or a key's name, or a list's index. */
export type Name = string | number;

/** The error for a JSON value that is of the wrong type. It never repeats the value, which may be a secret. */
export function createJsonError(what: string, path: string, name: Name): SerializationException {
  return new SerializationException(`Expected ${what} at ${path}/${name}.`);
}

/** The error for a text that can't be read: `place` says where it is, `the header x-foo`. */
export function createTextError(what: string, place: string): SerializationException {
  return new SerializationException(`Expected ${what} in ${place}.`);
}

/**
 * The error for a value of an implementation that isn't what the model promises. It names the place and
 * never the value, which may be a secret.
 */
export function createWriteError(what: string, path: string, name: Name): TypeError {
  return new TypeError(`The operation's output must have ${what} at ${path}/${name}`);
}
