import { crypto } from "./node-modules.ts";
import { createNodeTransport } from "./node-transport.ts";
import type { Platform } from "./platform.ts";

/** Node.js: `node:http`, `node:https` and `node:crypto`. */
export const platform: Platform = {
  createTransport: createNodeTransport,
  sha256: (data) => crypto.hash("sha256", data),
  createUuid: crypto.randomUUID,
  userAgent: `lang/js md/nodejs#${process.versions.node}`,
  userAgentHeader: "user-agent",
};
