import type { RoutedRequest } from "../src/http/request.ts";

/** The parts of a request that a test sets; the rest is that of an empty `POST /`. */
export interface RequestParts {
  headers?: Record<string, string>;
  query?: string;
  body?: string | Uint8Array;
  labels?: string[];
  maxJsonDepth?: number;
  stream?: AsyncIterable<Uint8Array>;
}

/** Creates a request as an operation gets it. */
export function makeRequest(parts: RequestParts): RoutedRequest {
  const { headers = {}, query = "", body = "", labels = [], maxJsonDepth = 128, stream } = parts;
  return {
    method: "POST",
    path: "/",
    query,
    operation: "Greet",
    signal: new AbortController().signal,
    header: (name) => headers[name],
    headerNames: () => Object.keys(headers),
    body: Buffer.from(body),
    labels,
    maxJsonDepth,
    get stream() {
      if (stream === undefined) throw new TypeError("This test's request doesn't stream");
      return stream;
    },
  };
}
