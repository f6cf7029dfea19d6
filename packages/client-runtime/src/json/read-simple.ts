import { convertEpochSeconds, JsonNumber, type PathSegment, readInteger } from "@eks-auth/server-runtime";
import { parseDateTime } from "../encoding/date-time.ts";
import type { ReadValue } from "./read-aggregate.ts";
import { createReadError } from "./read-error.ts";

/** Reads a string. @throws TypeError if the value isn't a string */
export function readString(value: unknown, path: string, name: PathSegment): string {
  if (typeof value !== "string") {
    throw createReadError("a string", path, name);
  }
  return value;
}

/** Reads a value of an enum. A value that the model doesn't have is accepted, as a newer service can send it. */
export const readEnum: <T extends string>(...parameters: Parameters<ReadValue<T>>) => T = readString as never;

/** Reads a value of an enum of integers. A value that the model doesn't have is accepted. */
export const readIntEnum: <T extends number>(...parameters: Parameters<ReadValue<T>>) => T =
  readInteger as never;

/**
 * Reads a timestamp in the format `epoch-seconds`: a number of seconds, fractions allowed.
 *
 * @returns the time to the nearest millisecond
 * @throws TypeError if the value isn't a number, or is outside the range of `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function readEpochSeconds(value: unknown, path: string, name: PathSegment): Date {
  const seconds = value instanceof JsonNumber ? Number(value.source) : value;
  const date = typeof seconds === "number" ? convertEpochSeconds(seconds) : undefined;
  if (date === undefined) {
    throw createReadError("a number of seconds since 1970", path, name);
  }
  return date;
}

/**
 * Reads a timestamp in the format `date-time`, which can have an offset, cut to milliseconds.
 *
 * @throws TypeError if the value isn't a string of that format
 */
export function readDateTime(value: unknown, path: string, name: PathSegment): Date {
  const date = typeof value === "string" ? parseDateTime(value) : undefined;
  if (date === undefined) {
    throw createReadError("a date and time such as 2019-12-16T23:48:18Z", path, name);
  }
  return date;
}
