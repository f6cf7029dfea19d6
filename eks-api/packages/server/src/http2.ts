/**
 * Hosts a handler in `node:http2`, with HTTP/1.1 on the same port or without.
 *
 * @packageDocumentation
 */
export { createHttp2Listener, getHttp2ServerRequest } from "@eks-auth/server-runtime/http2";
