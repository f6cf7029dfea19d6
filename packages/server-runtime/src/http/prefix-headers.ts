import { createWriteError } from "../errors/unwritable-value.ts";
import { setMember } from "../json/json-object.ts";
import type { Name } from "../json/name.ts";
import { isHeaderName, isHeaderValue } from "./header.ts";
import type { RoutedRequest } from "./request.ts";

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
  name: Name,
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
