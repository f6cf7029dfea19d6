/** Methods of newer runtimes that TypeScript's library doesn't declare yet. */
interface Base64Bytes {
  toBase64?(): string;
}
interface Base64BytesConstructor {
  fromBase64?(text: string): Uint8Array;
}

const beyondAlphabet = /[^A-Za-z0-9+/]/;

/** Every runtime accepts this many arguments in one call. */
const chunkBytes = 8192;

/**
 * Decodes base64 strictly: the alphabet with `+` and `/`, padding, no white space, no left-over bits.
 *
 * @returns the bytes, or `undefined` if the text isn't strict base64
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-4
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = padding === 0 ? text : text.slice(0, -padding);
  if (text.length % 4 !== 0 || beyondAlphabet.test(digits) || hasLeftOverBits(digits, padding)) {
    return undefined;
  }
  const native = Uint8Array as Base64BytesConstructor;
  if (native.fromBase64 !== undefined) {
    return native.fromBase64(text);
  }
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}

/** Encodes base64 with the alphabet that has `+` and `/`, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const native: Base64Bytes = bytes as Base64Bytes;
  if (native.toBase64 !== undefined) {
    return native.toBase64();
  }
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    binary += String.fromCharCode.apply(
      null,
      bytes.subarray(start, start + chunkBytes) as unknown as number[],
    );
  }
  return btoa(binary);
}

/** Whether the last digit has bits that aren't part of a byte. If they were accepted, two texts could mean the same bytes. */
function hasLeftOverBits(digits: string, padding: number): boolean {
  const last = digits.at(-1) ?? "";
  return (padding === 2 && !"AQgw".includes(last)) || (padding === 1 && !"AEIMQUYcgkosw048".includes(last));
}

const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = /* @__PURE__ */ new TextEncoder();

/** Decodes UTF-8 and keeps a byte order mark. Returns `undefined` if the bytes aren't UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodes UTF-8. Returns `undefined` if the text has an unpaired surrogate. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  return text.isWellFormed() ? encoder.encode(text) : undefined;
}
