import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { CorsPolicy } from "./service.ts";

/** Whether a request is a browser's CORS preflight. */
export function isPreflight(request: HttpRequest): boolean {
  return (
    request.method === "OPTIONS" &&
    request.header("origin") !== undefined &&
    request.header("access-control-request-method") !== undefined
  );
}

/**
 * The CORS headers of a service's policy. Their values are joined only once.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export class CorsHeaders {
  readonly #origin: string;
  readonly #allowedHeaders: string;
  readonly #maxAge: string;
  readonly #exposedHeaders: string;

  constructor(policy: CorsPolicy) {
    this.#origin = policy.origin;
    this.#allowedHeaders = policy.allowedHeaders.join(", ");
    this.#maxAge = String(policy.maxAgeSeconds);
    this.#exposedHeaders = policy.exposedHeaders.join(", ");
  }

  /** Creates the response to a preflight. @param methods - the methods that the path allows */
  createPreflightResponse(methods: readonly string[]): HttpResponse {
    return {
      status: 204,
      headers: {
        "access-control-allow-methods": methods.join(", "),
        "access-control-allow-headers": this.#allowedHeaders,
        "access-control-max-age": this.#maxAge,
      },
      body: "",
    };
  }

  /**
   * Adds the headers that let a page read a response. Responses to preflights and error responses need them too. Adds
   * nothing if the request has no `origin` header.
   */
  addTo(headers: Record<string, string>, request: HttpRequest): void {
    if (request.header("origin") === undefined) {
      return;
    }
    headers["access-control-allow-origin"] = this.#origin;
    headers["access-control-expose-headers"] = this.#exposedHeaders;
    if (this.#origin !== "*") {
      const { vary } = headers;
      headers.vary = vary === undefined ? "origin" : `${vary}, origin`;
    }
  }
}
