import {
  byteRange,
  dropZeroSign,
  floatWords,
  type IntegerRange,
  integerRange,
  isFloat,
  isWithin,
  longRange,
  maxNumberLength,
  parseInteger,
  shortRange,
} from "../encoding/numbers.ts";
import { createJsonError, type PathSegment } from "../errors/value-error.ts";
import { JsonNumber } from "./json-value.ts";

/** Reads a byte. @throws SerializationException if the value isn't an integer within 8 bits */
export function readByte(value: unknown, path: string, name: PathSegment): number {
  return readWithin(value, byteRange, path, name);
}

/** Reads a short. @throws SerializationException if the value isn't an integer within 16 bits */
export function readShort(value: unknown, path: string, name: PathSegment): number {
  return readWithin(value, shortRange, path, name);
}

/** Reads an integer. @throws SerializationException if the value isn't an integer within 32 bits */
export function readInteger(value: unknown, path: string, name: PathSegment): number {
  return readWithin(value, integerRange, path, name);
}

/**
 * Reads a long. A long beyond 2^53 must come from exact parsing.
 *
 * @throws SerializationException if the value isn't an integer within 64 bits, or has been rounded
 */
export function readLong(value: unknown, path: string, name: PathSegment): bigint {
  const integer = readExactInteger(value, longRange.what, path, name);
  if (integer >= longRange.min && integer <= longRange.max) {
    return integer;
  }
  throw createJsonError(longRange.what, path, name);
}

/**
 * Reads a bigInteger. A bigInteger beyond 2^53 must come from exact parsing.
 *
 * @throws SerializationException if the value isn't an integer, has more than {@link maxNumberLength} digits, or has
 * been rounded
 */
export function readBigInteger(value: unknown, path: string, name: PathSegment): bigint {
  return readExactInteger(value, `an integer of ${maxNumberLength} digits at most`, path, name);
}

/**
 * Reads a bigDecimal.
 *
 * @returns the number as it was sent, `1.50`, if it comes from exact parsing; otherwise the text of the double
 * @throws SerializationException if the value isn't a number, has more than {@link maxNumberLength} characters, or has
 * been rounded
 */
export function readBigDecimal(value: unknown, path: string, name: PathSegment): string {
  if (typeof value === "number" && Number.isFinite(value)) {
    rejectRounded(value, path, name);
    return String(value);
  }
  if (value instanceof JsonNumber && value.source.length <= maxNumberLength) {
    return value.source;
  }
  throw createJsonError(`a number of ${maxNumberLength} characters at most`, path, name);
}

/**
 * Reads a float. The result isn't rounded to 32 bits.
 *
 * @throws SerializationException if the value isn't a number within 32 bits, `"NaN"`, `"Infinity"` or `"-Infinity"`
 */
export function readFloat(value: unknown, path: string, name: PathSegment): number {
  const number = readDouble(value, path, name);
  if (isFloat(number)) {
    return number;
  }
  throw createJsonError("a number within a float's range", path, name);
}

/**
 * Reads a double.
 *
 * @throws SerializationException if the value isn't a number within 64 bits, `"NaN"`, `"Infinity"` or `"-Infinity"`
 */
export function readDouble(value: unknown, path: string, name: PathSegment): number {
  const number = value instanceof JsonNumber ? Number(value.source) : value;
  if (typeof number === "number" && Number.isFinite(number)) {
    return number;
  }
  const word = typeof value === "string" ? floatWords.get(value) : undefined;
  if (word !== undefined) {
    return word;
  }
  throw createJsonError("a number", path, name);
}

function readWithin(value: unknown, range: IntegerRange<number>, path: string, name: PathSegment): number {
  const number = value instanceof JsonNumber ? Number(parseInteger(value.source) ?? Number.NaN) : value;
  if (typeof number === "number" && isWithin(number, range)) {
    return dropZeroSign(number);
  }
  throw createJsonError(range.what, path, name);
}

function readExactInteger(value: unknown, what: string, path: string, name: PathSegment): bigint {
  if (typeof value === "number" && Number.isInteger(value)) {
    rejectRounded(value, path, name);
    return BigInt(value);
  }
  const integer = value instanceof JsonNumber ? parseInteger(value.source) : undefined;
  if (integer !== undefined) {
    return integer;
  }
  throw createJsonError(what, path, name);
}

/** Rejects an integer beyond 2^53. Exact parsing leaves none, unless the runtime doesn't support source text. */
function rejectRounded(value: number, path: string, name: PathSegment): void {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw createJsonError("an integer within 2^53, for this runtime rounds larger ones,", path, name);
  }
}
