/**
 * The model as the emitters see it: checked, resolved, and without a trace of how Smithy writes it down.
 */
import type { Type } from "./types.ts";

/** A service and all that belongs to it. */
export interface Service {
  /** The shape's name, `EKSAuthFrontend`. */
  readonly name: string;
  /** What people call it, `Amazon EKS Auth`. */
  readonly title: string;
  readonly documentation: string;
  readonly cors: Cors | undefined;
  /** In the model's order. */
  readonly operations: readonly Operation[];
  /** Every shape that an input, an output or an error contains, and each of them itself, by name. */
  readonly types: readonly Type[];
  /** Every error of an operation, by name. */
  readonly errors: readonly ErrorStructure[];
}

/** What the `@cors` trait says, and what follows from the protocol and the authentication. */
export interface Cors {
  readonly origin: string;
  readonly maxAgeSeconds: number;
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
}

/** What a caller can ask for. */
export interface Operation {
  /** The shape's name, `AssumeRoleForPodIdentity`. */
  readonly name: string;
  readonly documentation: string;
  readonly method: string;
  readonly path: readonly PathSegment[];
  /** The literals of the query that a request must have to lead here. */
  readonly query: readonly QueryLiteral[];
  /** The status of a successful answer. */
  readonly status: number;
  /** `undefined` where the operation takes nothing. */
  readonly input: Message | undefined;
  /** `undefined` where the operation gives nothing back. */
  readonly output: Message | undefined;
  /** In the model's order, those of the service behind its own. */
  readonly errors: readonly ErrorStructure[];
}

/** A segment of an operation's path: fixed text, a label of one segment, or a greedy one of at least one. */
export type PathSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "label" | "greedy"; readonly member: string };

/** `foo=bar` or `foo` in the `uri` of an operation. */
export interface QueryLiteral {
  readonly name: string;
  /** Empty where the uri has none. */
  readonly value: string;
}

/** An input, an output or an error: a structure whose members are bound to places of an HTTP message. */
export interface Message {
  readonly name: string;
  readonly documentation: string;
  readonly members: readonly BoundMember[];
}

/** A member of a structure. */
export interface Member {
  readonly name: string;
  /** Its name in JSON: the member's own, or that of its `@jsonName`. */
  readonly jsonName: string;
  readonly documentation: string;
  readonly required: boolean;
  /** The `@default`, as JSON has it; `undefined` where there is none. */
  readonly defaultValue: unknown;
  readonly target: Type;
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

/** An error that an operation may answer with. */
export interface ErrorStructure extends Message {
  /** The shape's ID: an error of Smithy's own has members that we know. */
  readonly id: string;
  readonly fault: "client" | "server";
  readonly status: number;
}
