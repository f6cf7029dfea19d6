import type { MalformedRequest, MalformedResponse } from "@eks-auth/test-kit/malformed-requests";

/** The request of a `@httpRequestTests` case. */
export interface RequestExpectation {
  readonly method: string;
  readonly uri: string;
  readonly queryParams?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly forbidQueryParams?: readonly string[];
  readonly requireQueryParams?: readonly string[];
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
  /** The endpoint of the client, without a scheme: a host, and a path if it has one. */
  readonly host?: string;
  /** The host to which the client must send the request. */
  readonly resolvedHost?: string;
  readonly body?: string;
  readonly bodyMediaType?: string;
  /** The members of the input. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The response of a `@httpResponseTests` case. */
export interface ResponseExpectation {
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
  readonly body?: string;
  readonly bodyMediaType?: string;
  /** The members of the output or error. */
  readonly params?: Readonly<Record<string, unknown>>;
}

interface Common {
  /** The case's ID, with an index if the case was expanded from a template. */
  readonly id: string;
  /** The name of the operation. */
  readonly operation: string;
}

/** A request that must become an input. */
export interface RequestCase extends Common {
  readonly kind: "request";
  readonly expectation: RequestExpectation;
}

/** An output that must become a response. */
export interface ResponseCase extends Common {
  readonly kind: "response";
  readonly expectation: ResponseExpectation;
}

/** An error that must become a response. */
export interface ErrorCase extends Common {
  readonly kind: "error";
  /** The error's shape. */
  readonly error: string;
  readonly expectation: ResponseExpectation;
}

/** A case of `@eventStreamTests`. */
export interface EventStreamExpectation {
  /** The members of the input beyond the stream. */
  readonly initialRequestParams?: Readonly<Record<string, unknown>>;
  readonly initialRequest?: Pick<RequestExpectation, "headers">;
  /** The members of the output beyond the stream. */
  readonly initialResponseParams?: Readonly<Record<string, unknown>>;
  readonly initialResponse?: Pick<ResponseExpectation, "code" | "headers">;
  readonly events?: readonly EventExpectation[];
  /** If it has a `failure`, the stream must end with an error. */
  readonly expectation?: { readonly failure?: { readonly errorId?: string } };
}

/** An event of a case: its params become the headers and the body, or the other way round. */
export interface EventExpectation {
  readonly type: "request" | "response";
  readonly params?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
  readonly body?: string;
  readonly bodyMediaType?: string;
  /** The whole event, base64. */
  readonly bytes?: string;
}

/** Events that the implementation must receive, or send. */
export interface EventStreamCase extends Common {
  readonly kind: "event stream";
  readonly expectation: EventStreamExpectation;
}

/** A request that must be rejected. */
export interface MalformedCase extends Common {
  readonly kind: "malformed";
  readonly request: MalformedRequest;
  readonly response: MalformedResponse;
}

/** A case of the official tests that applies to servers. */
export type Case = RequestCase | ResponseCase | ErrorCase | MalformedCase | EventStreamCase;

/** The kinds of cases, in the order of tables. */
export const kinds = ["request", "response", "error", "malformed", "event stream"] as const;

/** The kind of a case. */
export type CaseKind = (typeof kinds)[number];
