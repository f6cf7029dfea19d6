import { createWriteError } from "../errors/unwritable-value.ts";
import { formatDateTime, formatHttpDate, isCalendarDate, isValidDate } from "../text/timestamp.ts";
import type { Name } from "./name.ts";

/**
 * Writes a timestamp in the format `epoch-seconds`.
 *
 * @returns seconds since 1970, with three decimals at most
 * @throws TypeError where it isn't a valid `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function writeEpochSeconds(value: Date, path: string, name: Name): number {
  if (isValidDate(value)) {
    return value.getTime() / 1000;
  }
  throw createWriteError("a valid Date", path, name);
}

/**
 * Writes a timestamp in the format `date-time`, with three decimals at most.
 *
 * @throws TypeError where it isn't a valid `Date` of the years 0 to 9999
 */
export function writeDateTime(value: Date, path: string, name: Name): string {
  if (isCalendarDate(value)) {
    return formatDateTime(value);
  }
  throw createWriteError("a valid Date of the years 0 to 9999", path, name);
}

/**
 * Writes a timestamp in the format `http-date`, the milliseconds cut off.
 *
 * @throws TypeError where it isn't a valid `Date` of the years 0 to 9999
 */
export function writeHttpDate(value: Date, path: string, name: Name): string {
  if (isCalendarDate(value)) {
    return formatHttpDate(value);
  }
  throw createWriteError("a valid Date of the years 0 to 9999", path, name);
}
