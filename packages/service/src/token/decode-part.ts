import type { Claims } from "./token-claims.ts";

/** Without `ignoreBOM` a byte order mark would be removed, so two texts would have the same claims. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes the header or the claims of a token. As in Kubernetes, each part has one meaning for every parser: it is UTF-8
 * without a byte order mark, and no object has two members with the same name.
 *
 * @param bytes - the part, without its base64url
 * @returns undefined if it is anything else than such a JSON object
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function decodePart(bytes: Uint8Array): Claims | undefined {
  try {
    const json = utf8.decode(bytes);
    const value: unknown = JSON.parse(json);
    return isObject(value) && countMembers(value) === countWrittenMembers(json) ? value : undefined;
  } catch {
    // The message of the parser's error would quote the token.
    return undefined;
  }
}

function isObject(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Counts the members of all objects in a value. Not recursive, because a token can be nested deeply. */
function countMembers(value: unknown): number {
  const rest = [value];
  let count = 0;
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === "object" && next !== null) {
      const values = Object.values(next);
      count += Array.isArray(next) ? 0 : values.length;
      for (const each of values) {
        rest.push(each);
      }
    }
  }
  return count;
}

/** Counts the members of all objects in valid JSON: outside its strings, each has one colon. */
function countWrittenMembers(json: string): number {
  return json.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"/g, "").split(":").length - 1;
}
