import { createTextError, createWriteError, type PathSegment } from "../errors/value-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { isHeaderName, isHeaderValue } from "../http/response.ts";
import { setMember } from "../json/json-value.ts";

/**
 * Splits a header that holds a list. Items are trimmed; quoted ones lose their quotes.
 *
 * @param location - where the text is, `the header x-foo`
 * @returns no items where the header is empty
 * @throws SerializationException where a quote isn't closed, or an item goes on behind it
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
 * Splits a header that holds a list of timestamps in the format `http-date`, each of which has a comma.
 *
 * @returns no items where the header is empty
 */
export function splitHttpDates(value: string): string[] {
  const parts = trimItem(value) === "" ? [] : value.split(",");
  const dates: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    dates.push(trimItem(parts.slice(index, index + 2).join(",")));
  }
  return dates;
}

/** Joins the items of a list for a header. */
export function joinHeader(items: readonly string[]): string {
  return items.join(", ");
}

/** Quotes an item of a list where it has a comma, a quote or outer spaces, or has nothing: alone it would be no item. */
export function quoteHeaderItem(text: string): string {
  return /[",]|^[ \t]|[ \t]$|^$/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
}

/** White space of HTTP alone: `trim` takes more than that. */
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

/** The index of the next comma, or of the end. */
function findComma(text: string, start: number): number {
  const comma = text.indexOf(",", start);
  return comma === -1 ? text.length : comma;
}

/** The index behind the quote that ends what the one at `start` begins; beyond the end where there is none. */
function findQuoteEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === "\\" ? 2 : 1;
  }
  return index + 1;
}

/**
 * Reads the headers whose names begin with a prefix. An empty prefix takes them all.
 *
 * @returns the values by the rest of the name, in lower case; `undefined` where there is no such header
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
 * Writes a map as headers whose names begin with a prefix. A header that is there already stays as it is.
 *
 * @param headers - what they are added to, names in lower case
 * @throws TypeError where the map isn't an object of strings, or HTTP can't carry a name or value
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
