import { UnsupportedExpressionError } from "../../jmespath/syntax.ts";
import type { Member, Type } from "../../model/types.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";

/** The type of a value in an expression: the parts that decide how it is compiled. */
export type ValueType =
  /** The values are those of an enum. */
  | { readonly kind: "text"; readonly values?: readonly string[] }
  /** `isBig` if TypeScript has it as a bigint. */
  | { readonly kind: "number"; readonly isBig: boolean; readonly values?: readonly number[] }
  | { readonly kind: "boolean" }
  | { readonly kind: "null" }
  /** `isSparse` if an item can be null. */
  | { readonly kind: "list"; readonly item: ValueType; readonly isSparse: boolean }
  | { readonly kind: "map"; readonly value: ValueType }
  | { readonly kind: "structure" | "union"; readonly members: readonly Member[] }
  /** The object with the input and the output of an operation. */
  | { readonly kind: "messages"; readonly messages: Readonly<Record<string, Value>> }
  /** Bytes, times, decimals and documents, which are never compared. */
  | { readonly kind: "other" };

/** The kinds of values in messages for people. */
const kindNames: Readonly<Record<ValueType["kind"], string>> = {
  boolean: "a boolean",
  list: "a list",
  map: "a map",
  messages: "the object with the input and the output",
  null: "null",
  number: "a number",
  other: "a value of another type",
  structure: "a structure",
  text: "a string",
  union: "a union",
};

/** Names a kind of values with its article, for messages: `a list`. */
export function nameKind(kind: ValueType["kind"]): string {
  return kindNames[kind];
}

/** A value in an expression. */
export interface Value {
  readonly type: ValueType;
  /** An expression of TypeScript that can be followed by a dot or a comparison. */
  readonly code: Printable;
  /** Whether it can be undefined or null. */
  readonly isOptional: boolean;
  /** The value itself, if it is written in the expression. */
  readonly literal?: string | number | boolean | null;
}

/** Finds the parts of a type of the model that decide how expressions are compiled. */
export function valueTypeOf(type: Type): ValueType {
  switch (type.kind) {
    case "string":
      return { kind: "text" };
    case "enum":
      return { kind: "text", values: type.values };
    case "intEnum":
      return { kind: "number", isBig: false, values: type.values };
    case "number":
      return type.size === "bigDecimal"
        ? { kind: "other" }
        : { kind: "number", isBig: type.size === "long" || type.size === "bigInteger" };
    case "boolean":
      return { kind: "boolean" };
    case "list":
      return { kind: "list", item: valueTypeOf(type.item), isSparse: type.sparse };
    case "map":
      return { kind: "map", value: valueTypeOf(type.value) };
    case "structure":
    case "union":
      return { kind: type.kind, members: type.members };
    default:
      return { kind: "other" };
  }
}

/** Creates the value of a literal. */
export function literalValue(value: string | number | boolean | null): Value {
  const type: ValueType =
    value === null
      ? { kind: "null" }
      : typeof value === "string"
        ? { kind: "text" }
        : typeof value === "number"
          ? { kind: "number", isBig: false }
          : { kind: "boolean" };
  return { type, code: JSON.stringify(value), isOptional: value === null, literal: value };
}

/** Creates a value that is always there: the result of a comparison. */
export function booleanValue(text: Printable): Value {
  return { type: { kind: "boolean" }, code: text, isOptional: false };
}

/**
 * Prints the comparison of a value with a literal.
 *
 * @returns `false` if values of this type are never equal to the literal, for which TypeScript accepts no comparison
 */
export function equalsLiteral(value: Value, expected: string | number | boolean | null): Printable {
  const { type, code: text } = value;
  if (expected === null) {
    return value.isOptional ? code`(${text} ?? null) === null` : "false";
  }
  if (type.kind === "text" && typeof expected === "string") {
    return type.values?.includes(expected) === false ? "false" : code`${text} === ${literal(expected)}`;
  }
  if (type.kind === "number" && typeof expected === "number") {
    if (type.values?.includes(expected) === false || (type.isBig && !Number.isInteger(expected))) {
      return "false";
    }
    return code`${text} === ${String(expected)}${type.isBig ? "n" : ""}`;
  }
  if (type.kind === "boolean" && typeof expected === "boolean") {
    return value.isOptional ? code`${text} === ${String(expected)}` : code`${expected ? "" : "!"}(${text})`;
  }
  return "false";
}

/**
 * Prints whether a value counts as true: false, null, and an empty list or text don't, and every number does.
 *
 * @throws UnsupportedExpressionError if it is an object
 */
export function isTruthy({ type, code: text, isOptional }: Value): Printable {
  switch (type.kind) {
    case "boolean":
      return isOptional ? code`(${text} === true)` : code`(${text})`;
    case "text":
      return code`(${text}${isOptional ? ` ?? ""` : ""}) !== ""`;
    case "number":
      return isOptional ? code`(${text} ?? null) !== null` : "true";
    case "list":
      return isOptional ? code`(${text}?.length ?? 0) > 0` : code`${text}.length > 0`;
    case "null":
      return "false";
    default:
      throw new UnsupportedExpressionError(`it takes a value of the kind ${type.kind} as a condition`);
  }
}
