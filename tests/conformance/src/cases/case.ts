import type { MalformedRequest, MalformedResponse } from "./malformed-requests.ts";

/** What `@httpRequestTests` says of a request. */
export interface RequestExpectation {
  readonly method: string;
  readonly uri: string;
  readonly queryParams?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyMediaType?: string;
  /** The members of the input that the request stands for. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What `@httpResponseTests` says of an answer. */
export interface ResponseExpectation {
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
  readonly body?: string;
  readonly bodyMediaType?: string;
  /** The members of the output, or of the error, that the answer stands for. */
  readonly params?: Readonly<Record<string, unknown>>;
}

interface Common {
  /** The case's own id, with an index where it was expanded. */
  readonly id: string;
  /** The short name of the operation that it is sent to. */
  readonly operation: string;
}

/** A request that is to arrive as an input. */
export interface RequestCase extends Common {
  readonly kind: "request";
  readonly expectation: RequestExpectation;
}

/** An output that is to become an answer. */
export interface ResponseCase extends Common {
  readonly kind: "response";
  readonly expectation: ResponseExpectation;
}

/** An error that is to become an answer. */
export interface ErrorCase extends Common {
  readonly kind: "error";
  /** The error's shape. */
  readonly error: string;
  readonly expectation: ResponseExpectation;
}

/** A request that is to be refused. */
export interface MalformedCase extends Common {
  readonly kind: "malformed";
  readonly request: MalformedRequest;
  readonly response: MalformedResponse;
}

/** A case of the official tests that is a server's. */
export type Case = RequestCase | ResponseCase | ErrorCase | MalformedCase;

/** What kinds of cases there are, in the order of tables. */
export const kinds = ["request", "response", "error", "malformed"] as const;

/** One of them. */
export type CaseKind = (typeof kinds)[number];
