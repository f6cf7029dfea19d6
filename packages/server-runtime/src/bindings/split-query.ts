/**
 * Splits a query into its parameters. A key without `=` has an empty value.
 *
 * @param query - as it was sent, without the `?`
 * @returns keys and values, still encoded
 */
export function splitQuery(query: string): [key: string, value: string][] {
  const parts = query.split("&").filter((part) => part !== "");
  return parts.map((part) => {
    const equals = part.indexOf("=");
    return equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
  });
}

/**
 * Decodes a key or a value of a query. A `+` is a space, as browsers and many HTTP libraries encode it; clients of Smithy
 * send `%20`, and `%2B` for a plus.
 *
 * @throws URIError if the text doesn't decode to UTF-8
 */
export function decodeQueryText(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
