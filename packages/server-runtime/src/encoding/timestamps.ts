import { isNumberText } from "./numbers.ts";

const dateTime = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?Z$/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const httpDate = new RegExp(
  `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) (${months.join("|")}) ([0-9]{4}) ` +
    `([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]+))? GMT$`,
);

/** The formats of timestamps in words, for errors. */
export const timestampFormats: Readonly<Record<"epochSeconds" | "dateTime" | "httpDate", string>> = {
  epochSeconds: "a number of seconds since 1970",
  dateTime: "a date and time such as 2019-12-16T23:48:18Z",
  httpDate: "a date and time such as Mon, 16 Dec 2019 23:48:18 GMT",
};

/**
 * Makes a `Date` of seconds since 1970, to the nearest millisecond.
 *
 * @returns `undefined` where it is beyond what `Date` holds
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function convertEpochSeconds(seconds: number): Date | undefined {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Reads the format `epoch-seconds` as text: a number as JSON writes them. */
export function parseEpochSeconds(text: string): Date | undefined {
  return isNumberText(text) ? convertEpochSeconds(Number(text)) : undefined;
}

/**
 * Reads the format `date-time`: RFC 3339 in UTC. A fraction may have any length; what is below a
 * millisecond is cut off.
 *
 * @returns `undefined` where the text isn't that, or no calendar has the date
 */
export function parseDateTime(text: string): Date | undefined {
  const [, seconds, fraction] = dateTime.exec(text) ?? [];
  return seconds === undefined ? undefined : createDate(seconds, fraction);
}

/**
 * Reads the format `http-date`: an IMF-fixdate. Its seconds may have a fraction; the weekday is one of the
 * seven, but not compared with the date.
 *
 * @returns `undefined` where the text isn't that, or no calendar has the date
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(text: string): Date | undefined {
  const [, day, month, year, time, fraction] = httpDate.exec(text) ?? [];
  if (month === undefined) {
    return undefined;
  }
  const monthNumber = String(months.indexOf(month) + 1).padStart(2, "0");
  return createDate(`${year}-${monthNumber}-${day}T${time}`, fraction);
}

/** Writes the format `date-time`, with as many decimals as it takes, three at most. */
export function formatDateTime(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, "Z");
}

/** Writes the format `http-date`, the milliseconds cut off. */
export function formatHttpDate(date: Date): string {
  return date.toUTCString();
}

/** Tells whether something is a `Date` that holds a time. */
export function isValidDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** Tells whether something is a `Date` whose year has four digits, as `date-time` and `http-date` need it. */
export function isCalendarDate(value: unknown): value is Date {
  return isValidDate(value) && value.getUTCFullYear() >= 0 && value.getUTCFullYear() <= 9999;
}

/** Some parsers take 30 February for 2 March: what they made of it must read as it did. */
function createDate(seconds: string, fraction = ""): Date | undefined {
  const date = new Date(`${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  return isValidDate(date) && date.toISOString().startsWith(seconds) ? date : undefined;
}
