import { setMember, splitHeader, splitHttpDates, textToHttpDate } from "@eks-auth/server-runtime";
import { parseDateTime } from "../encoding/date-time.ts";
import type { ReceivedResponse } from "../http/response.ts";

/** Reads a value from a text. Gets the text and its location, `the header x-foo`. */
type ReadText<T> = (text: string, location: string) => T;

/** Reads a header that holds a string. Returns `undefined` if it is absent. */
export function readHeader<T extends string = string>(
  { headers }: ReceivedResponse,
  name: string,
): T | undefined {
  return Object.hasOwn(headers, name) ? (headers[name] as T) : undefined;
}

/**
 * Reads a header that holds another value.
 *
 * @returns the value, or `undefined` if the header is absent
 * @throws Error if the text has another form
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
 */
export function readHeaderValue<T>(
  response: ReceivedResponse,
  name: string,
  read: ReadText<T>,
): T | undefined {
  const text = readHeader(response, name);
  return text === undefined ? undefined : read(text, `the header ${name}`);
}

/** Reads a header that holds a list. Returns `undefined` if it is absent. @throws Error if the text has another form */
export function readHeaderList<T>(
  response: ReceivedResponse,
  name: string,
  read: ReadText<T>,
): T[] | undefined {
  return readHeaderValue(response, name, (text, location) =>
    splitHeader(text, location).map((item) => read(item, location)),
  );
}

/** Reads a header that holds a list of timestamps in the format `http-date`, which contains a comma. */
export function readHeaderDates(response: ReceivedResponse, name: string): Date[] | undefined {
  return readHeaderValue(response, name, (text, location) =>
    splitHttpDates(text).map((item) => textToHttpDate(item, location)),
  );
}

/** Reads a string of a header's list, or an enum's value. */
export function textToString<T extends string = string>(text: string): T {
  return text as T;
}

/** Reads a timestamp in the format `date-time`, which can have an offset. @throws TypeError if the text has another format */
export function textToDateTime(text: string, location: string): Date {
  const date = parseDateTime(text);
  if (date === undefined) {
    throw new TypeError(`Expected a date and time such as 2019-12-16T23:48:18Z in ${location}`);
  }
  return date;
}

/**
 * Reads the headers whose names begin with a prefix. An empty prefix matches all headers.
 *
 * @param prefix - in lower case
 * @returns the values by the rest of the name, in lower case, or `undefined` if there is no such header
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpprefixheaders-trait
 */
export function readPrefixHeaders(
  { headers }: ReceivedResponse,
  prefix: string,
): Record<string, string> | undefined {
  let found: Record<string, string> | undefined;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(prefix)) {
      found ??= {};
      setMember(found, name.slice(prefix.length), value);
    }
  }
  return found;
}
