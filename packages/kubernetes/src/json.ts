const decoder = new TextDecoder("utf-8", { fatal: true });

/** Parses JSON. @returns undefined if the bytes are not JSON in UTF-8 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
