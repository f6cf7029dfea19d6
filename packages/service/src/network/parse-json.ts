/** Reads JSON that others wrote, in UTF-8; `undefined` where it is none. */
export function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return undefined;
  }
}
