import type { HttpRequest } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import type { CorsPolicy } from "./service.ts";

/** Tells a browser's preflight from a request that it stands in for. */
export function isPreflight(request: HttpRequest): boolean {
  return (
    request.method === "OPTIONS" &&
    request.header("origin") !== undefined &&
    request.header("access-control-request-method") !== undefined
  );
}

/**
 * What a policy has a handler say, its texts put together once.
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

  /**
   * Answers a preflight for a path that the service has.
   *
   * @param methods - the methods that the path takes
   */
  answerPreflight(methods: readonly string[]): HttpResponse {
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
   * Adds the headers that let a page read an answer, a preflight's and an error's included. Adds none where the
   * request doesn't come from a page.
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
