import type { ResolvedPattern } from "../pattern/resolve-pattern.ts";

/** The type of a member, of a list's items, or of a map's keys or values. */
export type Type =
  | BlobType
  | PlainType
  | EnumType
  | EventStream
  | IntEnumType
  | ListType
  | MapType
  | NumberType
  | StringType
  | Structure
  | TimestampType
  | Union;

interface BaseType<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
}

/** A type of text or bytes. */
interface ContentType<Kind extends string> extends BaseType<Kind> {
  readonly constraints: Constraints | undefined;
  readonly sensitive: boolean;
  readonly mediaType: string | undefined;
}

/** Raw bytes. */
interface BlobType extends ContentType<"blob"> {
  readonly streaming: boolean;
  /** Whether the length of a stream must be known before it is sent, by the trait `@requiresLength`. */
  readonly lengthRequired: boolean;
}

/** A string. */
export type StringType = ContentType<"string">;

/** True or false, or any JSON value. */
type PlainType = BaseType<"boolean" | "document">;

/** A type that has a declaration in generated code. */
interface DeclaredType<Kind extends string> extends BaseType<Kind> {
  readonly id: string;
  readonly documentation: string;
}

/** One of a few strings. */
export interface EnumType extends DeclaredType<"enum"> {
  readonly sensitive: boolean;
  readonly values: readonly string[];
  /** The values with `@internal`: accepted, but not listed in error messages. */
  readonly internal: readonly string[];
}

/** One of a few integers. */
interface IntEnumType extends DeclaredType<"intEnum"> {
  readonly values: readonly number[];
}

interface CollectionType<Kind extends string> extends BaseType<Kind> {
  readonly id: string;
  readonly constraints: Constraints | undefined;
  /** Whether an item or a value can be null. */
  readonly sparse: boolean;
}

/** Values of one type, in order. */
export interface ListType extends CollectionType<"list"> {
  readonly item: Type;
}

/** Values of one type, with strings as keys. */
export interface MapType extends CollectionType<"map"> {
  readonly key: EnumType | StringType;
  readonly value: Type;
}

/** A number. A JavaScript number can't hold the sizes of the second group without loss. */
export interface NumberType extends BaseType<"number"> {
  readonly size: ("byte" | "short" | "integer" | "float" | "double") | ("long" | "bigInteger" | "bigDecimal");
  readonly constraints: Constraints | undefined;
}

interface AggregateType<Kind extends string> extends DeclaredType<Kind> {
  readonly sensitive: boolean;
  readonly members: readonly Member[];
}

/** A set of members. */
export type Structure = AggregateType<"structure">;

/** Exactly one of a set of members. */
export type Union = AggregateType<"union">;

/** The events that a stream transports: a union with the trait `@streaming`. Only an input or an output has one. */
export interface EventStream extends DeclaredType<"eventStream"> {
  readonly sensitive: boolean;
  readonly events: readonly Event[];
  readonly errors: readonly EventStreamError[];
}

/** An event of a stream: one of its members. */
export interface Event extends Member {
  readonly target: Structure;
  /** The members of the target. */
  readonly members: readonly EventMember[];
}

/** An error that ends a stream. */
export interface EventStreamError {
  /** The name of the stream's member. */
  readonly name: string;
  /** The ID of the error's structure. */
  readonly id: string;
  /** The name of the error's structure. */
  readonly error: string;
  readonly members: readonly EventMember[];
}

/** A member of an event or of a stream's error, and where it is in the event. */
export interface EventMember extends Member {
  readonly location: "header" | "payload" | "document";
}

/** A point in time. */
interface TimestampType extends BaseType<"timestamp"> {
  /** `undefined` for the protocol's default, which depends on where in a message the value is. */
  readonly format: TimestampFormat | undefined;
}

/** @see https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait */
export type TimestampFormat = "date-time" | "epoch-seconds" | "http-date";

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
  /** The pattern, if it can't be matched. */
  readonly uncheckedPattern: UncheckedPattern | undefined;
  readonly uniqueItems: boolean;
}

/** A `@pattern` that can't be matched safely. */
export interface UncheckedPattern {
  /** The ID of the shape or member that has it. */
  readonly id: string;
  /** The pattern as the model has it. */
  readonly text: string;
  /** Why, and what to do: the end of a sentence that starts with the pattern. */
  readonly reason: string;
}

/** The smallest and the largest value allowed; bigints for what a JavaScript number can't hold. */
export interface Limits {
  readonly min?: number | bigint;
  readonly max?: number | bigint;
}

/** A member of a structure or a union. */
export interface Member {
  readonly name: string;
  /** Its name in JSON: its `@jsonName`, or its own. */
  readonly jsonName: string;
  readonly documentation: string;
  readonly required: boolean;
  /** The `@default` as JSON has it, or `undefined` if there is none. A large integer is a bigint. */
  readonly defaultValue: unknown;
  /** Whether clients ignore the default, by the trait `@clientOptional`. */
  readonly clientOptional: boolean;
  /** Whether clients fill it with a random UUID if it is absent, by the trait `@idempotencyToken`. */
  readonly idempotencyToken: boolean;
  readonly target: Type;
}
