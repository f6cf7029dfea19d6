import { isNumberText } from "./numbers.ts";

const dateTime = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?Z$/;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const httpDate = /* @__PURE__ */ new RegExp(
  `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) (${months.join("|")}) ([0-9]{4}) ` +
    `([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]+))? GMT$`,
);

/** The formats of timestamps in words, for error messages. */
export const timestampFormats: Readonly<Record<"epochSeconds" | "dateTime" | "httpDate", string>> = {
  epochSeconds: "a number of seconds since 1970",
  dateTime: "a date and time such as 2019-12-16T23:48:18Z",
  httpDate: "a date and time such as Mon, 16 Dec 2019 23:48:18 GMT",
};

/**
 * Converts seconds since 1970 to a `Date`, rounded to milliseconds.
 *
 * @returns the date, or `undefined` if it is outside the range of `Date`
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function convertEpochSeconds(seconds: number): Date | undefined {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Parses the format `epoch-seconds`: a number in JSON's syntax. */
export function parseEpochSeconds(text: string): Date | undefined {
  return isNumberText(text) ? convertEpochSeconds(Number(text)) : undefined;
}

/**
 * Parses the format `date-time`: RFC 3339 in UTC. A fraction of a second can have any length and is cut to milliseconds.
 *
 * @returns the date, or `undefined` if the text has another format or the date doesn't exist
 */
export function parseDateTime(text: string): Date | undefined {
  const [, seconds, fraction] = dateTime.exec(text) ?? [];
  return seconds === undefined ? undefined : createDate(seconds, fraction);
}

/**
 * Parses the format `http-date`: an IMF-fixdate whose seconds can have a fraction. The weekday isn't compared with the
 * date.
 *
 * @returns the date, or `undefined` if the text has another format or the date doesn't exist
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

/** Formats a date as `date-time`, with up to three decimals. */
export function formatDateTime(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, "Z");
}

/** Whether a value is a valid `Date`. */
export function isValidDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** Whether a value is a `Date` of the years 0 to 9999, which `date-time` and `http-date` require. */
export function isCalendarDate(value: unknown): value is Date {
  return isValidDate(value) && value.getUTCFullYear() >= 0 && value.getUTCFullYear() <= 9999;
}

/** Some parsers take 30 February for 2 March, so the result must have the same text as the input. */
function createDate(seconds: string, fraction = ""): Date | undefined {
  const date = new Date(`${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  return isValidDate(date) && date.toISOString().startsWith(seconds) ? date : undefined;
}
