import { encodeBase64 } from "../encoding/bytes.ts";
import { formatDateTime, isCalendarDate, isValidDate } from "../encoding/timestamps.ts";
import { createWriteError, type PathSegment } from "../errors/value-error.ts";

/**
 * Writes a string. Every writer of a JSON value takes the value that the implementation returned, the JSON pointer of
 * its parent and its name or index in the parent. It checks that the value matches the model. The result is for
 * `JSON.stringify`.
 *
 * @throws TypeError if the value isn't a string
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#shape-serialization
 */
export function writeString(value: string, path: string, name: PathSegment): string {
  if (typeof value === "string") {
    return value;
  }
  throw createWriteError("a string", path, name);
}

/** Writes a boolean. @throws TypeError if the value isn't a boolean */
export function writeBoolean(value: boolean, path: string, name: PathSegment): boolean {
  if (typeof value === "boolean") {
    return value;
  }
  throw createWriteError("a boolean", path, name);
}

/** Writes a blob as base64. @throws TypeError if the value isn't a `Uint8Array` */
export function writeBlob(value: Uint8Array, path: string, name: PathSegment): string {
  return encodeBase64(requireBytes(value, path, name));
}

/** Checks the bytes of a blob that is the whole body. @throws TypeError if the value isn't a `Uint8Array` */
export function requireBytes(value: Uint8Array, path: string, name: PathSegment): Uint8Array {
  if (value instanceof Uint8Array) {
    return value;
  }
  throw createWriteError("a Uint8Array", path, name);
}

/**
 * Writes a timestamp in the format `epoch-seconds`.
 *
 * @returns seconds since 1970, with at most three decimals
 * @throws TypeError if the value isn't a valid `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function writeEpochSeconds(value: Date, path: string, name: PathSegment): number {
  if (isValidDate(value)) {
    return value.getTime() / 1000;
  }
  throw createWriteError("a valid Date", path, name);
}

/**
 * Writes a timestamp in the format `date-time`, with at most three decimals.
 *
 * @throws TypeError if the value isn't a valid `Date` of the years 0 to 9999
 */
export function writeDateTime(value: Date, path: string, name: PathSegment): string {
  if (isCalendarDate(value)) {
    return formatDateTime(value);
  }
  throw createWriteError("a valid Date of the years 0 to 9999", path, name);
}

/**
 * Writes a timestamp in the format `http-date`, without milliseconds.
 *
 * @throws TypeError if the value isn't a valid `Date` of the years 0 to 9999
 */
export function writeHttpDate(value: Date, path: string, name: PathSegment): string {
  if (isCalendarDate(value)) {
    return value.toUTCString();
  }
  throw createWriteError("a valid Date of the years 0 to 9999", path, name);
}
