import { createTextError } from "../errors/value-error.ts";
import type { RoutedRequest } from "../http/request.ts";
import { setMember } from "../json/json-value.ts";
import { decodeQueryText, splitQuery } from "./split-query.ts";

/**
 * Reads a label in the path. A greedy label keeps its slashes.
 *
 * @param index - the label's index in the path
 * @param name - the member that the label is bound to
 * @throws SerializationException if its percent-encoding doesn't decode to UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function readLabel(request: Pick<RoutedRequest, "labels">, index: number, name: string): string {
  return decode(request.labels[index] ?? "", decodeURIComponent, `the label ${name} in the path`);
}

/** The parameters of a query: the values of each key, in the order of the query. */
export type Query = ReadonlyMap<string, readonly string[]>;

/**
 * Parses a query. A key without `=` has an empty value, and a `+` is a space.
 *
 * @param query - as it was sent, without the `?`
 * @throws SerializationException if its percent-encoding doesn't decode to UTF-8
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait
 */
export function parseQuery(query: string): Query {
  const parameters = new Map<string, string[]>();
  for (const [encodedKey, encodedValue] of splitQuery(query)) {
    const key = decode(encodedKey, decodeQueryText, "the query");
    const value = decode(encodedValue, decodeQueryText, "the query");
    const values = parameters.get(key);
    if (values === undefined) {
      parameters.set(key, [value]);
    } else {
      values.push(value);
    }
  }
  return parameters;
}

/**
 * Reads all parameters as a map, with the first value of each.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait
 */
export function readQueryParams(query: Query): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [key, [first = ""]] of query) {
    setMember(params, key, first);
  }
  return params;
}

/** Reads all parameters as a map, with all values of each. */
export function readQueryParamLists(query: Query): Record<string, string[]> {
  const params: Record<string, string[]> = {};
  for (const [key, values] of query) {
    setMember(params, key, values.slice());
  }
  return params;
}

/**
 * Decodes a part of a URI.
 *
 * @param location - where the text is, for example `the label name in the path`
 * @throws SerializationException if the text doesn't decode to UTF-8
 */
function decode(text: string, decodeText: (text: string) => string, location: string): string {
  try {
    return decodeText(text);
  } catch {
    throw createTextError("percent-encoded UTF-8", location);
  }
}
