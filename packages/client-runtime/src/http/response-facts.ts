import type { HttpResponse } from "./response.ts";

/** What outputs and errors tell of their response. */
export interface ResponseFacts {
  /** The HTTP status. */
  readonly status: number;
  /** The request's ID in the service's logs, if the response has one. */
  readonly requestId: string | undefined;
  /** The response's headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the facts of a response. */
export function readFacts({ status, headers }: Pick<HttpResponse, "status" | "headers">): ResponseFacts {
  const requestId =
    headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"];
  return { status, requestId, headers };
}
