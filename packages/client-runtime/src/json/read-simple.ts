import { createWriteError, type PathSegment, readInteger, writeString } from "@eks-auth/server-runtime";
import { parseDateTime } from "../encoding/date-time.ts";
import type { ReadValue } from "./read-aggregate.ts";

/** Reads a string. @throws TypeError if the value isn't a string */
export const readString: ReadValue<string> = writeString as never;

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
  // A number of exact parsing is an object.
  const seconds = Object(value).valueOf();
  const date = new Date(Math.round(seconds * 1000));
  if (typeof seconds !== "number" || Number.isNaN(date.getTime())) {
    throw createWriteError("a number of seconds since 1970", path, name);
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
    throw createWriteError("a date and time such as 2019-12-16T23:48:18Z", path, name);
  }
  return date;
}
