import { encodeBase64, encodeUtf8 } from "../encoding/bytes.ts";
import { isNumberText, longRange } from "../encoding/numbers.ts";
import { createWriteError, type PathSegment } from "../errors/value-error.ts";
import { isHeaderValue } from "../http/response.ts";
import { writeByte, writeDouble, writeFloat, writeInteger, writeShort } from "../json/write-number.ts";
import { writeBoolean, writeDateTime, writeEpochSeconds, writeHttpDate } from "../json/write-simple.ts";

/** Writes a value as text. Gets the JSON pointer of its parent and its name or index in the parent. */
type WriteText<T> = (value: T, path: string, name: PathSegment) => string;

/**
 * Writes a boolean as text. Like the writers of JSON, every writer of text checks the value that the implementation
 * returned.
 *
 * @throws TypeError if the value isn't a boolean
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
 */
export const booleanToText: WriteText<boolean> = (value, path, name) =>
  String(writeBoolean(value, path, name));

/** Writes a byte as text. @throws TypeError if the value isn't an integer within 8 bits */
export const byteToText: WriteText<number> = (value, path, name) => String(writeByte(value, path, name));

/** Writes a short as text. @throws TypeError if the value isn't an integer within 16 bits */
export const shortToText: WriteText<number> = (value, path, name) => String(writeShort(value, path, name));

/** Writes an integer as text. @throws TypeError if the value isn't an integer within 32 bits */
export const integerToText: WriteText<number> = (value, path, name) =>
  String(writeInteger(value, path, name));

/** Writes a float as text. @throws TypeError if the value isn't a number, or is outside the range of 32 bits */
export const floatToText: WriteText<number> = (value, path, name) => String(writeFloat(value, path, name));

/** Writes a double as text. @throws TypeError if the value isn't a number */
export const doubleToText: WriteText<number> = (value, path, name) => String(writeDouble(value, path, name));

/** Writes a timestamp as `epoch-seconds`. @throws TypeError if the value isn't a valid `Date` */
export const epochSecondsToText: WriteText<Date> = (value, path, name) =>
  String(writeEpochSeconds(value, path, name));

/** Writes a timestamp as `date-time`. @throws TypeError if the value isn't a valid `Date` of the years 0 to 9999 */
export const dateTimeToText: WriteText<Date> = writeDateTime;

/** Writes a timestamp as `http-date`. @throws TypeError if the value isn't a valid `Date` of the years 0 to 9999 */
export const httpDateToText: WriteText<Date> = writeHttpDate;

/** Writes a long as text. @throws TypeError if the value isn't a `bigint` within 64 bits */
export function longToText(value: bigint, path: string, name: PathSegment): string {
  if (typeof value !== "bigint" || value < longRange.min || value > longRange.max) {
    throw createWriteError(`${longRange.what} as a bigint`, path, name);
  }
  return String(value);
}

/** Writes a bigInteger as text. @throws TypeError if the value isn't a `bigint` */
export function bigIntegerToText(value: bigint, path: string, name: PathSegment): string {
  if (typeof value !== "bigint") {
    throw createWriteError("a bigint", path, name);
  }
  return String(value);
}

/**
 * Writes a bigDecimal as text, unchanged.
 *
 * @throws TypeError if the value isn't a string with a number in JSON's syntax
 */
export function bigDecimalToText(value: string, path: string, name: PathSegment): string {
  if (typeof value !== "string" || !isNumberText(value)) {
    throw createWriteError("a decimal number as a string", path, name);
  }
  return value;
}

/**
 * Writes a string as the text of a header.
 *
 * @throws TypeError if the value isn't a string, or has line breaks or characters beyond Latin-1
 */
export function stringToText(value: string, path: string, name: PathSegment): string {
  if (typeof value !== "string" || !isHeaderValue(value)) {
    throw createWriteError("a string that a header can carry", path, name);
  }
  return value;
}

/**
 * Writes a string with the `@mediaType` trait as the text of a header: base64.
 *
 * @throws TypeError if the value isn't a string, or has an unpaired surrogate
 * @see https://smithy.io/2.0/spec/protocol-traits.html#mediatype-trait
 */
export function mediaTypeStringToText(value: string, path: string, name: PathSegment): string {
  const bytes = typeof value === "string" ? encodeUtf8(value) : undefined;
  if (bytes === undefined) {
    throw createWriteError("a string of whole characters", path, name);
  }
  return encodeBase64(bytes);
}

/**
 * Checks a response status that the implementation chose.
 *
 * @throws TypeError if the value isn't a final HTTP status, 200 to 599
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpresponsecode-trait
 */
export function requireStatus(value: number, path: string, name: PathSegment): number {
  if (Number.isInteger(value) && value >= 200 && value <= 599) {
    return value;
  }
  throw createWriteError("an HTTP status from 200 to 599", path, name);
}
