import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";

/**
 * The `@cors` trait of a service.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#cors-trait
 */
export interface CorsPolicy {
  /** The origin that may call: `*` or one origin. */
  readonly origin: string;
  /** How long a browser may cache the preflight response, in seconds. */
  readonly maxAgeSeconds: number;
  /** The request headers that a browser may send, with commas between. */
  readonly allowedHeaders: string;
  /** The response headers that a browser may expose to a page, with commas between. */
  readonly exposedHeaders: string;
}

/** What a service's `@cors` trait adds to responses. */
export interface Cors {
  /**
   * Creates the response to a browser's preflight.
   *
   * @param methods - the methods that the path allows
   * @returns `undefined` if the request isn't a preflight
   */
  respond(request: HttpRequest, methods: readonly string[]): HttpResponse | undefined;
  /**
   * Adds the headers that let a page read a response. Responses to preflights and error responses need them too. Adds
   * nothing if the request has no `origin` header.
   */
  addTo(headers: Record<string, string>, request: HttpRequest): void;
}

/**
 * Creates what a service's `@cors` trait adds to responses. Stubs of services without the trait don't contain it.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function createCors({ origin, maxAgeSeconds, allowedHeaders, exposedHeaders }: CorsPolicy): Cors {
  return {
    respond(request, methods) {
      const isPreflight =
        request.method === "OPTIONS" &&
        request.header("origin") !== undefined &&
        request.header("access-control-request-method") !== undefined;
      if (!isPreflight) {
        return undefined;
      }
      const headers = {
        "access-control-allow-methods": methods.join(", "),
        "access-control-allow-headers": allowedHeaders,
        "access-control-max-age": String(maxAgeSeconds),
      };
      return { status: 204, headers, body: "" };
    },
    addTo(headers, request) {
      if (request.header("origin") === undefined) {
        return;
      }
      headers["access-control-allow-origin"] = origin;
      headers["access-control-expose-headers"] = exposedHeaders;
      if (origin !== "*") {
        const { vary } = headers;
        headers.vary = vary === undefined ? "origin" : `${vary}, origin`;
      }
    },
  };
}
