/** The type of a member, of a list's items, or of a map's keys or values. */
export type Type =
  | BlobType
  | BooleanType
  | DocumentType
  | EnumType
  | IntEnumType
  | ListType
  | MapType
  | NumberType
  | StringType
  | Structure
  | TimestampType
  | Union;

/** Raw bytes. */
interface BlobType {
  readonly kind: "blob";
  readonly name: string;
  readonly constraints: Constraints | undefined;
  readonly sensitive: boolean;
  readonly streaming: boolean;
  readonly mediaType: string | undefined;
}

/** True or false. */
interface BooleanType {
  readonly kind: "boolean";
  readonly name: string;
}

/** Any JSON value. */
interface DocumentType {
  readonly kind: "document";
  readonly name: string;
}

/** One of a few strings. */
export interface EnumType {
  readonly kind: "enum";
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly values: readonly string[];
  /** The values with `@internal`: accepted, but not listed in error messages. */
  readonly internal: readonly string[];
}

/** One of a few integers. */
interface IntEnumType {
  readonly kind: "intEnum";
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly values: readonly number[];
}

/** Values of one type, in order. */
export interface ListType {
  readonly kind: "list";
  readonly id: string;
  readonly name: string;
  readonly constraints: Constraints | undefined;
  /** Whether an item can be null. */
  readonly sparse: boolean;
  readonly item: Type;
}

/** Values of one type, with strings as keys. */
export interface MapType {
  readonly kind: "map";
  readonly id: string;
  readonly name: string;
  readonly constraints: Constraints | undefined;
  /** Whether a value can be null. */
  readonly sparse: boolean;
  readonly key: EnumType | StringType;
  readonly value: Type;
}

/** A number. A JavaScript number can't hold the sizes of the second group without loss. */
export interface NumberType {
  readonly kind: "number";
  readonly name: string;
  readonly size: ("byte" | "short" | "integer" | "float" | "double") | ("long" | "bigInteger" | "bigDecimal");
  readonly constraints: Constraints | undefined;
}

/** A string. */
export interface StringType {
  readonly kind: "string";
  readonly name: string;
  readonly constraints: Constraints | undefined;
  readonly sensitive: boolean;
  readonly mediaType: string | undefined;
}

/** A set of members. */
export interface Structure {
  readonly kind: "structure";
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/** A point in time. */
interface TimestampType {
  readonly kind: "timestamp";
  readonly name: string;
  /** `undefined` for the protocol's default, which depends on where in a message the value is. */
  readonly format: TimestampFormat | undefined;
}

/** @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait */
export type TimestampFormat = "date-time" | "epoch-seconds" | "http-date";

/** Exactly one of a set of members. */
export interface Union {
  readonly kind: "union";
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/**
 * The constraint traits of a shape. A trait of a member overrides the same trait of the shape that the member targets.
 *
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export interface Constraints {
  /** The ID of the shape or member with the traits. */
  readonly id: string;
  /** The same without the namespace: `JwtToken`, `PutThingInput$name`. */
  readonly owner: string;
  readonly length: Limits | undefined;
  readonly range: Limits | undefined;
  readonly pattern: ResolvedPattern | undefined;
  readonly uniqueItems: boolean;
}

/** The smallest and the largest value allowed. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

/** A `@pattern`, and the engine that matches it. */
export interface ResolvedPattern {
  /** The pattern as the model has it. */
  readonly text: string;
  /**
   * `native` if JavaScript's own engine is proven to take linear time; `linear` if it could take more, so that the stub
   * needs an engine that doesn't backtrack.
   */
  readonly matcher: "native" | "linear";
}

/** A member of a structure or a union. */
export interface Member {
  readonly name: string;
  /** Its name in JSON: its `@jsonName`, or its own. */
  readonly jsonName: string;
  readonly documentation: string;
  readonly required: boolean;
  /** The `@default` as JSON has it, or `undefined` if there is none. */
  readonly defaultValue: unknown;
  readonly target: Type;
}
