import type { AuthScheme } from "./auth.ts";
import type { ClientParameter, EndpointRules, OperationParameter } from "./endpoint-rules.ts";
import type { HostPart } from "./host-prefix.ts";
import type { Pagination } from "./pagination.ts";
import type { Member, Type, UncheckedPattern } from "./types.ts";
import type { Waiter } from "./waiters.ts";

/** A resolved service, which the emitters read: checked, and independent of Smithy's JSON AST. */
export interface Service {
  readonly id: string;
  /** The shape's name, `EKSAuthFrontend`. */
  readonly name: string;
  /** The `@title`, `Amazon EKS Auth`, or else the name. */
  readonly title: string;
  readonly documentation: string;
  readonly cors: Cors | undefined;
  /** The name of its clients, `EKS Auth`; `undefined` without the trait `@aws.api#service`. */
  readonly sdkId: string | undefined;
  /** The name to sign requests for, `eks-auth`; `undefined` without the trait `@aws.auth#sigv4`. */
  readonly signingName: string | undefined;
  /** The schemes of authentication, best first; at least one. */
  readonly auth: readonly AuthScheme[];
  /** The endpoint rules; `undefined` if the model has none. */
  readonly endpointRules: EndpointRules | undefined;
  /** The parameters of the endpoint rules that users of a client set. */
  readonly clientParameters: readonly ClientParameter[];
  /** In the model's order. */
  readonly operations: readonly Operation[];
  /** The inputs, outputs and errors, and every shape in them, sorted by name. */
  readonly types: readonly Type[];
  /** The errors of all operations and event streams, sorted by name. */
  readonly errors: readonly ErrorStructure[];
  /** The patterns of inputs that the stub doesn't check, sorted by ID. */
  readonly uncheckedPatterns: readonly UncheckedPattern[];
  /** The translations of patterns that are not valid in ECMAScript; `undefined` for one that has none. */
  readonly translatedPatterns: ReadonlyMap<string, string | undefined>;
}

/** The `@cors` trait, with the headers that the protocol and the authentication add. */
export interface Cors {
  readonly origin: string;
  readonly maxAgeSeconds: number;
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
}

/** An operation of the service. */
export interface Operation {
  readonly id: string;
  /** The shape's name, `AssumeRoleForPodIdentity`. */
  readonly name: string;
  readonly documentation: string;
  readonly method: string;
  readonly path: readonly PathSegment[];
  /** The query literals that a request must have. */
  readonly query: readonly QueryLiteral[];
  /** What clients put before the endpoint's host, by the trait `@endpoint`; empty if there is nothing. */
  readonly hostPrefix: readonly HostPart[];
  /** The parameters of the endpoint rules that the operation sets. */
  readonly endpointParameters: readonly OperationParameter[];
  /** The schemes of authentication, best first; at least one. */
  readonly auth: readonly AuthScheme[];
  /** Whether clients don't hash the body for the signature, by the trait `@unsignedPayload`. */
  readonly unsignedPayload: boolean;
  /** Whether a request needs a checksum of its body, by the trait `@httpChecksumRequired`. */
  readonly checksumRequired: boolean;
  /** Whether clients can compress the body with gzip, by the trait `@requestCompression`. */
  readonly takesGzip: boolean;
  /** The status of a successful response. */
  readonly status: number;
  /** `undefined` if the operation takes nothing. */
  readonly input: Message | undefined;
  /** `undefined` if the operation returns nothing. */
  readonly output: Message | undefined;
  /** In the model's order: the operation's errors, then the service's. */
  readonly errors: readonly ErrorStructure[];
  /** `undefined` if the operation doesn't return its results in pages. */
  readonly pagination: Pagination | undefined;
  /** The states that callers can wait for with this operation. */
  readonly waiters: readonly Waiter[];
}

/** A segment of an operation's path: fixed text, a label of one segment, or a greedy one of at least one. */
export type PathSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "label" | "greedy"; readonly member: string };

/** `foo=bar` or `foo` in the `uri` of an operation. */
export interface QueryLiteral {
  readonly name: string;
  /** Empty if the uri has none. */
  readonly value: string;
}

/** An input, an output or an error: a structure whose members are bound to parts of an HTTP message. */
export interface Message {
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly members: readonly BoundMember[];
}

/** A member of an input, an output or an error. */
export interface BoundMember extends Member {
  readonly location: Location;
}

/**
 * Where a member is in an HTTP message.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
export type Location =
  | { readonly kind: "body" }
  | { readonly kind: "payload" }
  | { readonly kind: "label" }
  | { readonly kind: "query"; readonly name: string }
  | { readonly kind: "queryParams" }
  /** The name is in lower case. */
  | { readonly kind: "header"; readonly name: string }
  /** The prefix is in lower case. */
  | { readonly kind: "prefixHeaders"; readonly prefix: string }
  | { readonly kind: "responseCode" };

/** An error that an operation can return. */
export interface ErrorStructure extends Message {
  readonly fault: "client" | "server";
  readonly status: number;
  /** Why clients can try again, by the trait `@retryable`; `undefined` without the trait. */
  readonly retryable: "transient" | "throttling" | undefined;
}
