import { createJsonError, createWriteError, type PathSegment } from "../errors/value-error.ts";
import { JsonNumber } from "./json-value.ts";

/**
 * The value of a member of the type `document`: any JSON value. Its numbers are doubles.
 *
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export type Document = null | boolean | number | string | Document[] | { [name: string]: Document };

/**
 * Reads a document. The numbers of exact parsing are converted to plain numbers, in place.
 *
 * @throws SerializationException if a number in it is beyond a double
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export function readDocument(value: unknown, path: string, name: PathSegment): Document {
  const root: Holder = { value };
  // Not recursive, because a document can be as deep as the handler's limit.
  const pending: Holder[] = [root];
  const readContent = (holder: Holder, key: PathSegment): void => {
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

type Holder = Record<PathSegment, unknown>;

function readFiniteNumber(value: number | JsonNumber, path: string, name: PathSegment): number {
  const number = typeof value === "number" ? value : Number(value.source);
  if (Number.isFinite(number)) {
    return number;
  }
  throw createJsonError("a document whose numbers are within a double's range", path, name);
}

/**
 * Writes a document: a value that `JSON.stringify` writes without loss.
 *
 * @throws TypeError if it contains another value, such as `undefined`, `NaN`, a `Date` or a `bigint`
 * @see https://smithy.io/2.0/spec/simple-types.html#document
 */
export function writeDocument(value: Document, path: string, name: PathSegment): Document {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    const valuePath = `${path}/${name}`;
    for (let index = 0; index < value.length; index++) {
      writeDocument(value[index] as Document, valuePath, index);
    }
    return value;
  }
  if (isPlainObject(value)) {
    const valuePath = `${path}/${name}`;
    for (const key of Object.keys(value)) {
      writeDocument(value[key] as Document, valuePath, key);
    }
    return value;
  }
  throw createWriteError("a JSON value", path, name);
}

/** Whether a value is an object without a class. An object of a class can hold more than its properties. */
function isPlainObject(value: unknown): value is { [name: string]: Document } {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
