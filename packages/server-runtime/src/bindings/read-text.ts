import { decodeBase64, decodeUtf8 } from "../encoding/bytes.ts";
import {
  byteRange,
  dropZeroSign,
  floatWords,
  type IntegerRange,
  integerRange,
  isFloat,
  isIntegerText,
  isNumberText,
  isWithin,
  longRange,
  maxNumberLength,
  shortRange,
} from "../encoding/numbers.ts";
import { parseDateTime, parseEpochSeconds, parseHttpDate, timestampFormats } from "../encoding/timestamps.ts";
import { createTextError } from "../errors/value-error.ts";

/**
 * Reads a boolean. Every reader of a text takes the decoded text and its location, for example `the header x-foo`.
 *
 * @throws SerializationException if the text isn't `true` or `false`
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
export function textToBoolean(text: string, location: string): boolean {
  if (text !== "true" && text !== "false") {
    throw createTextError("true or false", location);
  }
  return text === "true";
}

/** Reads a byte. @throws SerializationException if the text isn't an integer within 8 bits */
export function textToByte(text: string, location: string): number {
  return readWithin(text, byteRange, location);
}

/** Reads a short. @throws SerializationException if the text isn't an integer within 16 bits */
export function textToShort(text: string, location: string): number {
  return readWithin(text, shortRange, location);
}

/** Reads an integer. @throws SerializationException if the text isn't an integer within 32 bits */
export function textToInteger(text: string, location: string): number {
  return readWithin(text, integerRange, location);
}

/** Reads a long. @throws SerializationException if the text isn't an integer within 64 bits */
export function textToLong(text: string, location: string): bigint {
  const value = parseDigits(text);
  if (value === undefined || value < longRange.min || value > longRange.max) {
    throw createTextError(longRange.what, location);
  }
  return value;
}

/**
 * Reads a bigInteger.
 *
 * @throws SerializationException if the text isn't an integer, or has more than {@link maxNumberLength} digits
 */
export function textToBigInteger(text: string, location: string): bigint {
  const value = parseDigits(text);
  if (value === undefined) {
    throw createTextError(`an integer of ${maxNumberLength} digits at most`, location);
  }
  return value;
}

/**
 * Reads a bigDecimal.
 *
 * @returns the number as it was sent
 * @throws SerializationException if the text isn't a number, or has more than {@link maxNumberLength} characters
 */
export function textToBigDecimal(text: string, location: string): string {
  if (text.length > maxNumberLength || !isNumberText(text)) {
    throw createTextError(`a number of ${maxNumberLength} characters at most`, location);
  }
  return text;
}

/**
 * Reads a float. The result isn't rounded to 32 bits.
 *
 * @throws SerializationException if the text isn't a number within 32 bits, `NaN`, `Infinity` or `-Infinity`
 */
export function textToFloat(text: string, location: string): number {
  const value = textToDouble(text, location);
  if (!isFloat(value)) {
    throw createTextError("a number within a float's range", location);
  }
  return value;
}

/**
 * Reads a double.
 *
 * @throws SerializationException if the text isn't a number within 64 bits, `NaN`, `Infinity` or `-Infinity`
 */
export function textToDouble(text: string, location: string): number {
  const word = floatWords.get(text);
  if (word !== undefined) {
    return word;
  }
  const value = isNumberText(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw createTextError("a number", location);
  }
  return value;
}

/**
 * Reads a timestamp in the format `epoch-seconds`, rounded to milliseconds.
 *
 * @throws SerializationException if the text isn't a number, or is outside the range of `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function textToEpochSeconds(text: string, location: string): Date {
  return requireDate(parseEpochSeconds(text), timestampFormats.epochSeconds, location);
}

/**
 * Reads a timestamp in the format `date-time`, cut to milliseconds.
 *
 * @throws SerializationException if the text has another format
 */
export function textToDateTime(text: string, location: string): Date {
  return requireDate(parseDateTime(text), timestampFormats.dateTime, location);
}

/** Reads a timestamp in the format `http-date`. @throws SerializationException if the text has another format */
export function textToHttpDate(text: string, location: string): Date {
  return requireDate(parseHttpDate(text), timestampFormats.httpDate, location);
}

/**
 * Reads a string with the `@mediaType` trait, which is base64 in a header.
 *
 * @throws SerializationException if the text isn't base64 of UTF-8
 * @see https://smithy.io/2.0/spec/protocol-traits.html#mediatype-trait
 */
export function textToMediaTypeString(text: string, location: string): string {
  const bytes = decodeBase64(text);
  const value = bytes === undefined ? undefined : decodeUtf8(bytes);
  if (value === undefined) {
    throw createTextError("base64 of UTF-8", location);
  }
  return value;
}

function readWithin(text: string, range: IntegerRange<number>, location: string): number {
  const value = isIntegerText(text) ? Number(text) : Number.NaN;
  if (!isWithin(value, range)) {
    throw createTextError(range.what, location);
  }
  return dropZeroSign(value);
}

function parseDigits(text: string): bigint | undefined {
  return text.length <= maxNumberLength && isIntegerText(text) ? BigInt(text) : undefined;
}

function requireDate(date: Date | undefined, format: string, location: string): Date {
  if (date === undefined) {
    throw createTextError(format, location);
  }
  return date;
}
