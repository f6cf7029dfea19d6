import type { MalformedRequest } from "@eks-auth/test-kit/malformed-requests";
import type { RequestExpectation } from "../cases/case.ts";

/** A request on the wire. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Percent-encoded, without the question mark; empty if there is none. */
  readonly query: string;
  /** A name can occur more than once, in any case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** A response, read to its end. */
export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The path with the query, as in the first line of a request. */
export function getTarget({ path, query }: Pick<WireRequest, "path" | "query">): string {
  return query === "" ? path : `${path}?${query}`;
}

/** Headers by their names in lower case. The values of repeated headers are joined by a comma. */
export function lowerCaseNames(headers: WireRequest["headers"]): Record<string, string> {
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const first = byName.get(key);
    byName.set(key, first === undefined ? value : `${first}, ${value}`);
  }
  return Object.fromEntries(byName);
}

/**
 * Makes the request of a fixture. If its body is JSON by `bodyMediaType` but it has no content type, the header is added:
 * servers reject a JSON body without it.
 */
export function makeFixtureRequest(fixture: RequestExpectation | MalformedRequest): WireRequest {
  const [path = "", query = ""] = fixture.uri.split("?", 2);
  const headers = Object.entries(fixture.headers ?? {});
  const mediaType = "bodyMediaType" in fixture ? fixture.bodyMediaType : undefined;
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  if (fixture.body && mediaType === "application/json" && !hasType) {
    headers.push(["Content-Type", mediaType]);
  }
  return {
    method: fixture.method,
    path,
    query: [query, ...(fixture.queryParams ?? [])].filter((part) => part !== "").join("&"),
    headers,
    body: new TextEncoder().encode(fixture.body ?? ""),
  };
}
