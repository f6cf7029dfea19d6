import { createJsonError } from "../errors/unreadable-value.ts";
import { convertEpochSeconds, parseDateTime, parseHttpDate, timestampFormats } from "../text/timestamp.ts";
import { JsonNumber } from "./json-number.ts";
import type { Name } from "./name.ts";

/**
 * Reads a timestamp in the format `epoch-seconds`: a number of seconds, fractions allowed.
 *
 * @returns the time to the nearest millisecond
 * @throws SerializationException where it isn't a number, or a time beyond what `Date` holds
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function readEpochSeconds(value: unknown, path: string, name: Name): Date {
  const seconds = value instanceof JsonNumber ? Number(value.source) : value;
  const date = typeof seconds === "number" ? convertEpochSeconds(seconds) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.epochSeconds, path, name);
}

/**
 * Reads a timestamp in the format `date-time`: RFC 3339 in UTC, what is below a millisecond cut off.
 *
 * @throws SerializationException where it isn't a string of that format
 */
export function readDateTime(value: unknown, path: string, name: Name): Date {
  const date = typeof value === "string" ? parseDateTime(value) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.dateTime, path, name);
}

/**
 * Reads a timestamp in the format `http-date`.
 *
 * @throws SerializationException where it isn't a string of that format
 */
export function readHttpDate(value: unknown, path: string, name: Name): Date {
  const date = typeof value === "string" ? parseHttpDate(value) : undefined;
  if (date !== undefined) {
    return date;
  }
  throw createJsonError(timestampFormats.httpDate, path, name);
}
