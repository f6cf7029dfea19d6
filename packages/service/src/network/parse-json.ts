/**
 * Parses JSON from an untrusted source.
 *
 * @param content - text, or bytes in UTF-8
 * @returns the value, or undefined if it is not JSON or not UTF-8
 */
export function parseJson(content: Uint8Array | string): unknown {
  try {
    return JSON.parse(
      typeof content === "string" ? content : new TextDecoder("utf-8", { fatal: true }).decode(content),
    );
  } catch {
    return undefined;
  }
}
