import type { Document } from "../json/document.ts";

/**
 * A value as it was read from a request: of the right types, but not yet checked against the model's
 * constraints. Any member of a structure may be absent, and an enum may be any string or number. Lists,
 * maps and the one member of a union are there.
 */
export type Unchecked<T> = [Document] extends [T] ? T : UncheckedPart<T, IsUnion<Extract<T, object>>>;

type UncheckedPart<T, InUnion extends boolean> = T extends string
  ? string
  : T extends number
    ? number
    : T extends Whole
      ? T
      : T extends readonly (infer Item)[]
        ? Unchecked<Item>[]
        : string extends keyof T
          ? { [Key in keyof T]: Unchecked<T[Key]> }
          : InUnion extends true
            ? { [Member in keyof T]: Unchecked<T[Member]> }
            : { [Member in keyof T]?: Unchecked<T[Member]> | undefined };

/** What has no parts that a constraint is about. */
type Whole = null | undefined | boolean | bigint | Date | Uint8Array | AsyncIterable<Uint8Array>;

type IsUnion<T, All = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [All] extends [T]
      ? false
      : true
    : never;
