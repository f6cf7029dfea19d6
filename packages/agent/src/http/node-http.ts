/**
 * `node:http` as it is. An import of it would fill in a namespace, for which Node.js loads its `WebSocket` and all that
 * belongs to that: 13 MB, and some milliseconds of the start.
 */
export const nodeHttp: typeof import("node:http") = process.getBuiltinModule("node:http");
