import { createNodeTransport } from "./node-transport.ts";
import type { Platform } from "./platform.ts";

// An import of `node:crypto` creates a namespace with all its exports, and loads WebCrypto for it.
const { createHmac, hash, randomUUID } = process.getBuiltinModule("node:crypto");

/** Node.js: `node:http`, `node:https` and `node:crypto`. */
export const platform: Platform = {
  createTransport: createNodeTransport,
  sha256: (data) => hash("sha256", data),
  hmac: (key: Uint8Array | string, text: string, encoding?: "hex") =>
    createHmac("sha256", key)
      .update(text)
      .digest(encoding as "hex") as never,
  createUuid: randomUUID,
  userAgent: `lang/js md/nodejs#${process.versions.node}`,
  userAgentHeader: "user-agent",
};
