import { longRange } from "../encoding/numbers.ts";
import { isValidDate } from "../encoding/timestamps.ts";
import { createWriteError, type PathSegment } from "../errors/value-error.ts";
import { writeByte, writeInteger, writeShort } from "../json/write-number.ts";
import { requireBytes, writeBoolean, writeString } from "../json/write-simple.ts";
import type { EventHeaderValue } from "./frame.ts";

/** Writes a value as a header of an event. Gets the JSON pointer of its parent and its name in the parent. */
type WriteHeader<T> = (value: T, path: string, name: PathSegment) => EventHeaderValue;

/**
 * Writes a boolean as a header of an event. Every writer of a header checks the value that the implementation returned.
 *
 * @throws TypeError if the value isn't a boolean
 * @see https://smithy.io/2.0/spec/streaming.html#eventheader-trait
 */
export const booleanToHeader: WriteHeader<boolean> = (value, path, name) => ({
  type: "boolean",
  value: writeBoolean(value, path, name),
});

/** Writes a byte. @throws TypeError if the value isn't an integer within 8 bits */
export const byteToHeader: WriteHeader<number> = (value, path, name) => ({
  type: "byte",
  value: writeByte(value, path, name),
});

/** Writes a short. @throws TypeError if the value isn't an integer within 16 bits */
export const shortToHeader: WriteHeader<number> = (value, path, name) => ({
  type: "short",
  value: writeShort(value, path, name),
});

/** Writes an integer. @throws TypeError if the value isn't an integer within 32 bits */
export const integerToHeader: WriteHeader<number> = (value, path, name) => ({
  type: "integer",
  value: writeInteger(value, path, name),
});

/** Writes a long. @throws TypeError if the value isn't a `bigint` within 64 bits */
export const longToHeader: WriteHeader<bigint> = (value, path, name) => {
  if (typeof value !== "bigint" || value < longRange.min || value > longRange.max) {
    throw createWriteError(`${longRange.what} as a bigint`, path, name);
  }
  return { type: "long", value };
};

/** Writes a blob. @throws TypeError if the value isn't a `Uint8Array` */
export const blobToHeader: WriteHeader<Uint8Array> = (value, path, name) => ({
  type: "binary",
  value: requireBytes(value, path, name),
});

/** Writes a string. @throws TypeError if the value isn't a string */
export const stringToHeader: WriteHeader<string> = (value, path, name) => ({
  type: "string",
  value: writeString(value, path, name),
});

/** Writes a timestamp, in milliseconds. @throws TypeError if the value isn't a valid `Date` */
export const timestampToHeader: WriteHeader<Date> = (value, path, name) => {
  if (!isValidDate(value)) {
    throw createWriteError("a valid Date", path, name);
  }
  return { type: "timestamp", value };
};
