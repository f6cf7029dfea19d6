const load = process.getBuiltinModule;

// An import of a module creates a namespace with all its exports. That loads undici for `node:http`, WebCrypto for
// `node:crypto`: tens of milliseconds.
export const crypto: typeof import("node:crypto") = load("node:crypto");
export const http: typeof import("node:http") = load("node:http");
export const https: typeof import("node:https") = load("node:https");
export const stream: typeof import("node:stream") = load("node:stream");
