import { toHex } from "../encoding/hex.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import type { Platform } from "./platform.ts";

const encoder = /* @__PURE__ */ new TextEncoder();

/** WebCrypto takes no shared memory, which the types of TypeScript 5.9 tell apart. */
function toBytes(data: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return (typeof data === "string" ? encoder.encode(data) : data) as Uint8Array<ArrayBuffer>;
}

/** Browsers, Deno, workerd and other platforms with `fetch` and WebCrypto. */
export const platform: Platform = {
  createTransport: createFetchTransport,
  async sha256(data) {
    return toHex(await crypto.subtle.digest("SHA-256", toBytes(data)));
  },
  async hmac(key: Uint8Array | string, text: string, encoding?: "hex") {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const imported = await crypto.subtle.importKey("raw", toBytes(key), algorithm, false, ["sign"]);
    const code = await crypto.subtle.sign(algorithm, imported, toBytes(text));
    return (encoding ? toHex(code) : new Uint8Array(code)) as never;
  },
  createUuid: () => crypto.randomUUID(),
  userAgent: "lang/js md/fetch",
  userAgentHeader: "x-amz-user-agent",
};
