import type { RequestExpectation } from "../cases/case.ts";
import type { MalformedRequest } from "../cases/malformed-requests.ts";

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** The path, percent-encoded, without the query. */
  readonly path: string;
  /** The query, percent-encoded, without the question mark. */
  readonly query: string;
  /** Header names in the case that the fixture has them in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Reads a header of a request, whatever the case of its name. */
function getHeader({ headers }: Pick<WireRequest, "headers">, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Path and query of a request, as they stand in its first line. */
export function getTarget({ path, query }: Pick<WireRequest, "path" | "query">): string {
  return query === "" ? path : `${path}?${query}`;
}

/**
 * Makes the request that a fixture describes.
 *
 * A fixture that sends JSON and says so, but not in a header, gets the header: without one, a JSON body is refused.
 */
export function makeFixtureRequest(fixture: RequestExpectation | MalformedRequest): WireRequest {
  const [path = "", query = ""] = fixture.uri.split("?", 2);
  const headers = { ...fixture.headers };
  const mediaType = "bodyMediaType" in fixture ? fixture.bodyMediaType : undefined;
  if (
    fixture.body &&
    mediaType === "application/json" &&
    getHeader({ headers }, "content-type") === undefined
  ) {
    headers["Content-Type"] = mediaType;
  }
  return {
    method: fixture.method,
    path,
    query: [query, ...(fixture.queryParams ?? [])].filter((part) => part !== "").join("&"),
    headers,
    body: new TextEncoder().encode(fixture.body ?? ""),
  };
}
