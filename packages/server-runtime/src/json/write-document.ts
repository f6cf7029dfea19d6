import { createWriteError } from "../errors/unwritable-value.ts";
import type { Document } from "./document.ts";
import type { Name } from "./name.ts";

/**
 * Writes a document: what `JSON.stringify` writes without losing anything of it.
 *
 * @throws TypeError where something else is in it, such as `undefined`, `NaN`, a `Date` or a `bigint`
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export function writeDocument(value: Document, path: string, name: Name): Document {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    const place = `${path}/${name}`;
    for (let index = 0; index < value.length; index++) {
      writeDocument(value[index] as Document, place, index);
    }
    return value;
  }
  if (isPlainObject(value)) {
    const place = `${path}/${name}`;
    for (const key of Object.keys(value)) {
      writeDocument(value[key] as Document, place, key);
    }
    return value;
  }
  throw createWriteError("a JSON value", path, name);
}

/** Nothing of a class: its members may not be all that there is to it. */
function isPlainObject(value: unknown): value is { [name: string]: Document } {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
