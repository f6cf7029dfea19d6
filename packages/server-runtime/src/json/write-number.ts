import {
  byteRange,
  type IntegerRange,
  integerRange,
  isFloat,
  isNumberText,
  isWithin,
  longRange,
  shortRange,
} from "../encoding/numbers.ts";
import { createWriteError, type PathSegment } from "../errors/value-error.ts";
import { createRawNumber, type RawJson } from "./source-text.ts";

/** Writes a byte. @throws TypeError if the value isn't an integer within 8 bits */
export function writeByte(value: number, path: string, name: PathSegment): number {
  return requireWithin(value, byteRange, path, name);
}

/** Writes a short. @throws TypeError if the value isn't an integer within 16 bits */
export function writeShort(value: number, path: string, name: PathSegment): number {
  return requireWithin(value, shortRange, path, name);
}

/** Writes an integer. @throws TypeError if the value isn't an integer within 32 bits */
export function writeInteger(value: number, path: string, name: PathSegment): number {
  return requireWithin(value, integerRange, path, name);
}

/** Writes a long, with all its digits. @throws TypeError if the value isn't a `bigint` within 64 bits */
export function writeLong(value: bigint, path: string, name: PathSegment): number | RawJson {
  if (typeof value === "bigint" && value >= longRange.min && value <= longRange.max) {
    return writeDigits(value);
  }
  throw createWriteError(`${longRange.what} as a bigint`, path, name);
}

/** Writes a bigInteger, with all its digits. @throws TypeError if the value isn't a `bigint` */
export function writeBigInteger(value: bigint, path: string, name: PathSegment): number | RawJson {
  if (typeof value === "bigint") {
    return writeDigits(value);
  }
  throw createWriteError("a bigint", path, name);
}

/** Writes a bigDecimal unchanged. @throws TypeError if the value isn't a string with a number in JSON's syntax */
export function writeBigDecimal(value: string, path: string, name: PathSegment): RawJson {
  if (typeof value === "string" && isNumberText(value)) {
    return createRawNumber(value);
  }
  throw createWriteError("a decimal number as a string", path, name);
}

/**
 * Writes a float. NaN and infinite numbers become `"NaN"`, `"Infinity"` or `"-Infinity"`.
 *
 * @throws TypeError if the value isn't a number, or is outside the range of 32 bits
 */
export function writeFloat(value: number, path: string, name: PathSegment): number | string {
  if (typeof value === "number" && isFloat(value)) {
    return writeDouble(value, path, name);
  }
  throw createWriteError("a number within a float's range", path, name);
}

/**
 * Writes a double. NaN and infinite numbers become `"NaN"`, `"Infinity"` or `"-Infinity"`.
 *
 * @throws TypeError if the value isn't a number
 */
export function writeDouble(value: number, path: string, name: PathSegment): number | string {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : String(value);
  }
  throw createWriteError("a number", path, name);
}

function requireWithin(value: number, range: IntegerRange<number>, path: string, name: PathSegment): number {
  if (typeof value === "number" && isWithin(value, range)) {
    return value;
  }
  throw createWriteError(range.what, path, name);
}

/** Uses a plain number if it keeps every digit: it is faster, and every runtime supports it. */
function writeDigits(value: bigint): number | RawJson {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : createRawNumber(String(value));
}
