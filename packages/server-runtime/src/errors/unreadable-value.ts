import type { Name } from "../json/name.ts";
import { SerializationException } from "./protocol-error.ts";

/** The error for a JSON value that is of the wrong type. It never repeats the value, which may be a secret. */
export function createJsonError(what: string, path: string, name: Name): SerializationException {
  return new SerializationException(`Expected ${what} at ${path}/${name}.`);
}

/** The error for a text that can't be read: `place` says where it is, `the header x-foo`. */
export function createTextError(what: string, place: string): SerializationException {
  return new SerializationException(`Expected ${what} in ${place}.`);
}
