/**
 * Percent-encodes a label of a path, or a key or a value of a query: everything except letters, digits and `-_.~`.
 *
 * @throws URIError if the text has an unpaired surrogate
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
