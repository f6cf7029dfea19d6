import { parseDateTime as parseUtc } from "@eks-auth/server-runtime";

const offset = /([+-])([0-9]{2}):([0-9]{2})$/;

/**
 * Parses the format `date-time`: RFC 3339, in UTC or with an offset. A fraction of a second can have any length and is cut
 * to milliseconds.
 *
 * @returns the date, or `undefined` if the text has another format or the date doesn't exist
 * @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
 */
export function parseDateTime(text: string): Date | undefined {
  const [, sign, hours, minutes] = offset.exec(text) ?? [];
  const date = parseUtc(sign === undefined ? text : text.replace(offset, "Z"));
  if (date !== undefined && sign !== undefined) {
    const offsetMinutes = Number(hours) * 60 + Number(minutes);
    date.setTime(date.getTime() - (sign === "+" ? 1 : -1) * offsetMinutes * 60_000);
  }
  return date;
}
