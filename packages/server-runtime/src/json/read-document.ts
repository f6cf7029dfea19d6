import { createJsonError } from "../errors/unreadable-value.ts";
import type { Document } from "./document.ts";
import { JsonNumber } from "./json-number.ts";
import type { Name } from "./name.ts";

/**
 * Reads a document: any JSON value. What exact parsing left in it becomes plain numbers, in place.
 *
 * @throws SerializationException where a number in it is beyond a double
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export function readDocument(value: unknown, path: string, name: Name): Document {
  const root: Holder = { value };
  // Not recursive: a document may be as deep as the handler's limit lets it.
  const pending: Holder[] = [root];
  const readContent = (holder: Holder, key: Name): void => {
    const content = holder[key];
    if (typeof content === "number" || content instanceof JsonNumber) {
      holder[key] = readFiniteNumber(content, path, name);
    } else if (typeof content === "object" && content !== null) {
      pending.push(content as Holder);
    }
  };
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    if (Array.isArray(holder)) {
      for (let index = 0; index < holder.length; index++) {
        readContent(holder, index);
      }
    } else {
      for (const key of Object.keys(holder)) {
        readContent(holder, key);
      }
    }
  }
  return root.value as Document;
}

/** A JSON object or array. */
type Holder = Record<Name, unknown>;

function readFiniteNumber(value: number | JsonNumber, path: string, name: Name): number {
  const number = typeof value === "number" ? value : Number(value.source);
  if (Number.isFinite(number)) {
    return number;
  }
  throw createJsonError("a document whose numbers are within a double's range", path, name);
}
