/**
 * The model as the emitters see it: checked, resolved, and without a trace of how Smithy writes it down.
 */

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
  /** Every structure that is an input, an output or a part of one, by name. */
  readonly structures: readonly Structure[];
  /** Every string shape that has constraints, by name. */
  readonly constrainedStrings: readonly StringType[];
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
  /** The status of a successful answer. */
  readonly status: number;
  readonly input: Structure;
  readonly output: Structure;
  /** In the model's order. */
  readonly errors: readonly ErrorStructure[];
}

/** A segment of an operation's path: fixed text, or the label that a member of the input is bound to. */
export type PathSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "label"; readonly member: string };

/** A set of members. */
export interface Structure {
  readonly kind: "structure";
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/** A member of a structure. */
export interface Member {
  readonly name: string;
  readonly documentation: string;
  readonly required: boolean;
  readonly target: Type;
  /** Where the value is in a request: a label of the path, or the JSON document. */
  readonly location: "label" | "body";
}

/** What a member can be. */
export type Type = StringType | TimestampType | Structure;

/** A string, with the constraints of its shape. */
export interface StringType {
  readonly kind: "string";
  /** The shape's name; `String` for the string that has no constraints. */
  readonly name: string;
  readonly sensitive: boolean;
  readonly length: { readonly min?: number; readonly max?: number } | undefined;
  readonly pattern: string | undefined;
}

/** A timestamp, in the protocol's default format for the place where it stands. */
export interface TimestampType {
  readonly kind: "timestamp";
}

/** An error: a structure whose one member is an optional message. */
export interface ErrorStructure {
  readonly name: string;
  readonly documentation: string;
  readonly fault: "client" | "server";
  readonly status: number;
}
