import { fromHex } from "../encoding/hex.ts";
import type { Platform } from "../platform/platform.ts";

/** The size of SHA-256's blocks. */
const blockBytes = 64;

/**
 * Computes an HMAC with SHA-256 from two hashes: `node:crypto` takes several times longer for its own.
 *
 * @param text - what is authenticated, as UTF-8
 * @returns the code in hexadecimal digits
 * @see https://www.rfc-editor.org/rfc/rfc2104#section-2
 */
export async function hmacSha256(sha256: Platform["sha256"], key: Uint8Array, text: string): Promise<string> {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? fromHex(await sha256(key)) : key);
  const hashWith = (mask: number, message: Uint8Array) => {
    const bytes = new Uint8Array(blockBytes + message.length);
    bytes.set(block.map((byte) => byte ^ mask));
    bytes.set(message, blockBytes);
    return sha256(bytes);
  };
  return hashWith(0x5c, fromHex(await hashWith(0x36, new TextEncoder().encode(text))));
}
