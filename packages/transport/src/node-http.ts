/**
 * `node:http`, without an import. An import creates a namespace with all its exports, among them the getter of
 * `WebSocket`, for which Node.js loads undici: 13 MB, and some milliseconds of the start.
 */
export const nodeHttp: typeof import("node:http") = process.getBuiltinModule("node:http");
