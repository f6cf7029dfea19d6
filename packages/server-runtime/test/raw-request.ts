import type { RoutedRequest } from "../src/index.ts";

/** What a test says about a request; the rest is that of an empty `POST /`. */
export interface RequestParts {
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  labels?: string[];
}

/** A request as a handler gives it to an operation. */
export function makeRequest({ headers = {}, body = "", labels = [] }: RequestParts): RoutedRequest {
  return {
    method: "POST",
    path: "/",
    query: "",
    signal: new AbortController().signal,
    header: (name) => headers[name],
    body: Buffer.from(body),
    labels,
  };
}
