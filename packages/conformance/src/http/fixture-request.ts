import type { RequestExpectation } from "../cases/case.ts";
import type { MalformedRequest } from "../cases/expand-malformed.ts";
import { getHeader, type WireRequest } from "./message.ts";

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
