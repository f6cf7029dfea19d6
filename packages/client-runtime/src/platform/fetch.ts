import { toHex } from "../encoding/hex.ts";
import { createFetchTransport } from "./fetch-transport.ts";
import type { Platform } from "./platform.ts";

const encoder = /* @__PURE__ */ new TextEncoder();

/** Browsers, Deno, workerd and other platforms with `fetch` and WebCrypto. */
export const platform: Platform = {
  createTransport: createFetchTransport,
  async sha256(data) {
    // WebCrypto takes no shared memory, which the types of TypeScript 5.9 tell apart.
    const bytes = (typeof data === "string" ? encoder.encode(data) : data) as Uint8Array<ArrayBuffer>;
    return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  },
  createUuid: () => crypto.randomUUID(),
  userAgent: "lang/js md/fetch",
  userAgentHeader: "x-amz-user-agent",
};
