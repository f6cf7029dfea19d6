import { createJsonError } from "../errors/unreadable-value.ts";
import type { Document } from "./document.ts";
import { JsonNumber } from "./json-number.ts";
import { isJsonObject } from "./json-object.ts";
import type { Name } from "./name.ts";

/**
 * Reads a document: any JSON value. What exact parsing left in it becomes plain numbers, in place.
 *
 * @throws SerializationException where a number in it is beyond a double
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export function readDocument(value: unknown, path: string, name: Name): Document {
  const root: Record<string, unknown> = { value };
  // Not recursive: a document may be as deep as the handler's limit lets it.
  const pending: Record<Name, unknown>[] = [root];
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    for (const key of Object.keys(holder)) {
      const content = holder[key];
      if (content instanceof JsonNumber || typeof content === "number") {
        holder[key] = readFiniteNumber(content, path, name);
      } else if (Array.isArray(content) || isJsonObject(content)) {
        pending.push(content as Record<Name, unknown>);
      }
    }
  }
  return root.value as Document;
}

function readFiniteNumber(value: number | JsonNumber, path: string, name: Name): number {
  const number = typeof value === "number" ? value : Number(value.source);
  if (Number.isFinite(number)) {
    return number;
  }
  throw createJsonError("a document whose numbers are within a double's range", path, name);
}
