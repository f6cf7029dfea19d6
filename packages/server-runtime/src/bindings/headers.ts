import { createTextError, createWriteError, type PathSegment } from "../errors/value-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { isHeaderName, isHeaderValue } from "../http/response.ts";
import { setMember } from "../json/json-value.ts";

/**
 * Splits a header that holds a list. Items are trimmed and unquoted.
 *
 * @param location - where the text is, for example `the header x-foo`
 * @returns the items; none if the header is empty
 * @throws SerializationException if a quote isn't closed, or if text follows it before the next comma
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
 */
export function splitHeader(value: string, location: string): string[] {
  if (!value.includes('"')) {
    return trimItem(value) === "" ? [] : value.split(",").map(trimItem);
  }
  const items: string[] = [];
  for (let start = 0; start <= value.length; ) {
    const first = skipSpace(value, start);
    const quoteEnd = value[first] === '"' ? findQuoteEnd(value, first) : undefined;
    const comma = findComma(value, quoteEnd ?? first);
    if (quoteEnd === undefined) {
      items.push(trimItem(value.slice(first, comma)));
    } else if (quoteEnd <= value.length && skipSpace(value, quoteEnd) === comma) {
      items.push(value.slice(first + 1, quoteEnd - 1).replace(/\\(["\\])/g, "$1"));
    } else {
      throw createTextError("a list whose quotes are closed before the next comma", location);
    }
    start = comma + 1;
  }
  return items;
}

/**
 * Splits a header that holds a list of timestamps in the format `http-date`, which contains a comma.
 *
 * @returns the items; none if the header is empty
 */
export function splitHttpDates(value: string): string[] {
  const parts = trimItem(value) === "" ? [] : value.split(",");
  const dates: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    dates.push(trimItem(parts.slice(index, index + 2).join(",")));
  }
  return dates;
}

/** Joins the items of a list to the value of a header. */
export function joinHeader(items: readonly string[]): string {
  return items.join(", ");
}

/** Quotes an item of a list if it contains a comma or a quote, starts or ends with a space, or is empty. */
export function quoteHeaderItem(text: string): string {
  return /[",]|^[ \t]|[ \t]$|^$/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
}

/** Trims only the white space of HTTP. `trim` removes more characters. */
function trimItem(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) {
    end--;
  }
  return text.slice(Math.min(skipSpace(text, 0), end), end);
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (isSpace(text[index])) {
    index++;
  }
  return index;
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function findComma(text: string, start: number): number {
  const comma = text.indexOf(",", start);
  return comma === -1 ? text.length : comma;
}

/** The index after the closing quote of the item that starts at `start`; greater than the length if there is none. */
function findQuoteEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index + 1;
}

/**
 * Reads the headers whose names begin with a prefix. An empty prefix matches all headers.
 *
 * @returns the values by the rest of the name, in lower case, or `undefined` if there is no such header
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpprefixheaders-trait
 */
export function readPrefixHeaders(
  request: RoutedRequest,
  prefix: string,
): Record<string, string> | undefined {
  const start = prefix.toLowerCase();
  let found: Record<string, string> | undefined;
  for (const name of request.headerNames()) {
    const value = name.startsWith(start) ? request.header(name) : undefined;
    if (value !== undefined) {
      found ??= {};
      setMember(found, name.slice(start.length), value);
    }
  }
  return found;
}

/**
 * Writes a map as headers whose names begin with a prefix. It doesn't replace existing headers.
 *
 * @param headers - gets the headers, names in lower case
 * @throws TypeError if the map isn't an object of strings, or HTTP can't carry a name or value
 */
export function writePrefixHeaders(
  headers: Record<string, string>,
  value: Readonly<Record<string, string>>,
  prefix: string,
  path: string,
  name: PathSegment,
): void {
  if (typeof value !== "object" || value === null) {
    throw createWriteError("an object", path, name);
  }
  for (const key of Object.keys(value)) {
    const header = `${prefix}${key}`.toLowerCase();
    const text = value[key];
    if (!isHeaderName(header) || typeof text !== "string" || !isHeaderValue(text)) {
      throw createWriteError("names and strings that a header can carry", path, name);
    }
    if (!Object.hasOwn(headers, header)) {
      setMember(headers, header, text);
    }
  }
}
