import { literal } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";

/** The type of a value in endpoint rules. */
export type ValueKind = "arn" | "boolean" | "number" | "partition" | "string" | "stringArray" | "url";

/** An expression of endpoint rules as code. */
export interface Value {
  readonly kind: ValueKind;
  readonly code: Printable;
  /** Whether it can be undefined. */
  readonly isOptional: boolean;
  /** The value, if the generator knows it. */
  readonly constant?: string | boolean;
  /** The opposite of a boolean, if there is shorter code for it than `!(…)`. */
  readonly negation?: Printable;
}

/** A value that the generator knows. */
export function constantValue(constant: string | boolean): Value {
  return typeof constant === "string"
    ? { kind: "string", code: literal(constant), isOptional: false, constant }
    : { kind: "boolean", code: String(constant), isOptional: false, constant };
}

/** A value that is never undefined. */
export function requiredValue(kind: ValueKind, code: Printable): Value {
  return { kind, code, isOptional: false };
}

/** A value that can be undefined. */
export function optionalValue(kind: ValueKind, code: Printable): Value {
  return { kind, code, isOptional: true };
}

/** A boolean that is never undefined. */
export function condition(code: Printable, negation: Printable): Value {
  return { kind: "boolean", code, isOptional: false, negation };
}

/** The condition that a value is neither undefined nor false; code of a boolean can be undefined instead of false. */
export function isTruthy(value: Value): Value {
  if (value.kind !== "boolean") {
    return isSet(value);
  }
  return value;
}

/** The condition that a value is not undefined. Users of JavaScript can pass null for it. */
export function isSet({ isOptional, code: text }: Value): Value {
  return isOptional ? condition(code`${text} != null`, code`${text} == null`) : constantValue(true);
}

/** The opposite of a condition. */
export function negate(value: Value): Value {
  if (typeof value.constant === "boolean") {
    return constantValue(!value.constant);
  }
  return condition(value.negation ?? code`!${value.code}`, value.code);
}

/** The condition that two values are equal. */
export function equals(left: Value, right: Value): Value {
  if (left.constant !== undefined && right.constant !== undefined) {
    return constantValue(left.constant === right.constant);
  }
  if (typeof left.constant === "boolean") {
    return equals(right, left);
  }
  if (right.constant === true) {
    return left;
  }
  if (right.constant === false && !left.isOptional) {
    return negate(left);
  }
  const [a, b] = [operand(left), operand(right)];
  return condition(code`${a} === ${b}`, code`${a} !== ${b}`);
}

function operand({ code: text, negation }: Value): Printable {
  return negation === undefined ? text : code`(${text})`;
}
