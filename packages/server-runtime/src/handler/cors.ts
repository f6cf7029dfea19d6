import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { CorsPolicy } from "./operation.ts";

/** Tells a browser's preflight from a request that it stands in for. */
export function isPreflight(request: HttpRequest): boolean {
  return (
    request.method === "OPTIONS" &&
    request.header("origin") !== undefined &&
    request.header("access-control-request-method") !== undefined
  );
}

/**
 * Answers a preflight for a path that the service has.
 *
 * @param methods - the methods that the path takes
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function answerPreflight(policy: CorsPolicy, methods: readonly string[]): HttpResponse {
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": policy.allowedHeaders.join(", "),
      "access-control-max-age": String(policy.maxAgeSeconds),
    },
    body: "",
  };
}

/**
 * The headers that let a page read an answer, a preflight's and an error's included.
 *
 * @returns no headers where the request doesn't come from a page
 */
export function corsHeaders(policy: CorsPolicy, request: HttpRequest): Record<string, string> {
  if (request.header("origin") === undefined) {
    return {};
  }
  return {
    "access-control-allow-origin": policy.origin,
    "access-control-expose-headers": policy.exposedHeaders.join(", "),
    ...(policy.origin === "*" ? {} : { vary: "origin" }),
  };
}
