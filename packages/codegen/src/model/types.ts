import type { ResolvedPattern } from "./constraints.ts";
import type { Member } from "./service.ts";

/** What a member, an item of a list or a key or value of a map can be. */
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
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly values: readonly string[];
  /** Those of the values that are `@internal`: allowed, but not told to callers. */
  readonly internal: readonly string[];
}

/** One of a few integers. */
interface IntEnumType {
  readonly kind: "intEnum";
  readonly name: string;
  readonly documentation: string;
  readonly values: readonly number[];
}

/** Values of one type, in order. */
export interface ListType {
  readonly kind: "list";
  readonly name: string;
  readonly constraints: Constraints | undefined;
  /** Whether an item may be null. */
  readonly sparse: boolean;
  readonly item: Type;
}

/** Values of one type by string. */
export interface MapType {
  readonly kind: "map";
  readonly name: string;
  readonly constraints: Constraints | undefined;
  /** Whether a value may be null. */
  readonly sparse: boolean;
  readonly key: EnumType | StringType;
  readonly value: Type;
}

/** A number. Those in the second line don't fit a JavaScript number without loss. */
interface NumberType {
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
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/** A point in time. */
interface TimestampType {
  readonly kind: "timestamp";
  readonly name: string;
  /** `undefined` for the protocol's default at the place where it stands. */
  readonly format: TimestampFormat | undefined;
}

/** @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait */
export type TimestampFormat = "date-time" | "epoch-seconds" | "http-date";

/** Exactly one of a set of members. */
export interface Union {
  readonly kind: "union";
  readonly name: string;
  readonly documentation: string;
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/**
 * What the constraint traits of a shape say; a trait of a member stands in for the same trait of the shape that
 * the member targets.
 *
 * @see https://smithy.io/2.0/spec/constraint-traits.html
 */
export interface Constraints {
  /** The shape, or the structure and the member, that has them: `JwtToken`, `PutThingInputName`. */
  readonly owner: string;
  readonly length: Limits | undefined;
  readonly range: Limits | undefined;
  readonly pattern: ResolvedPattern | undefined;
  readonly uniqueItems: boolean;
}

/** The least and the greatest that is allowed. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
}
