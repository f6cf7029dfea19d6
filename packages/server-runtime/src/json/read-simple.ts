import { decodeBase64 } from "../encoding/bytes.ts";
import {
  convertEpochSeconds,
  parseDateTime,
  parseHttpDate,
  timestampFormats,
} from "../encoding/timestamps.ts";
import { createJsonError, type PathSegment } from "../errors/value-error.ts";
import { JsonNumber } from "./json-value.ts";

/**
 * Reads a string. Every reader of a JSON value takes the value, the JSON pointer of its parent, which is empty at the
 * top, and its name or index in the parent. It converts no other JSON type.
 *
 * @throws SerializationException if the value isn't a string
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#shape-serialization
 */
export function readString(value: unknown, path: string, name: PathSegment): string {
  if (typeof value === "string") {
    return value;
  }
  throw createJsonError("a string", path, name);
}

/** Reads a boolean. @throws SerializationException if the value isn't `true` or `false` */
export function readBoolean(value: unknown, path: string, name: PathSegment): boolean {
  if (typeof value === "boolean") {
    return value;
  }
  throw createJsonError("a boolean", path, name);
}

/**
 * Reads a blob from its base64 text: with padding, without white space.
 *
 * @throws SerializationException if the value isn't a string of base64
 */
export function readBlob(value: unknown, path: string, name: PathSegment): Uint8Array {
  const bytes = typeof value === "string" ? decodeBase64(value) : undefined;
  if (bytes !== undefined) {
    return bytes;
  }
  throw createJsonError("a base64 string", path, name);
}

/**
 * Reads a timestamp in the format `epoch-seconds`: a number of seconds, fractions allowed.
 *
 * @returns the time to the nearest millisecond
 * @throws SerializationException if the value isn't a number, or is outside the range of `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function readEpochSeconds(value: unknown, path: string, name: PathSegment): Date {
  const seconds = value instanceof JsonNumber ? Number(value.source) : value;
  const date = typeof seconds === "number" ? convertEpochSeconds(seconds) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.epochSeconds, path, name);
}

/**
 * Reads a timestamp in the format `date-time`: RFC 3339 in UTC, cut to milliseconds.
 *
 * @throws SerializationException if the value isn't a string of that format
 */
export function readDateTime(value: unknown, path: string, name: PathSegment): Date {
  const date = typeof value === "string" ? parseDateTime(value) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.dateTime, path, name);
}

/**
 * Reads a timestamp in the format `http-date`.
 *
 * @throws SerializationException if the value isn't a string of that format
 */
export function readHttpDate(value: unknown, path: string, name: PathSegment): Date {
  const date = typeof value === "string" ? parseHttpDate(value) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.httpDate, path, name);
}
