import type { AstMember, JsonAst } from "../model/json-ast.ts";
import { printJson } from "./expressions.ts";

/**
 * Whether a value of an example has a timestamp.
 *
 * @param value - as the trait `@examples` has it
 * @param shape - the ID of its shape
 */
export function hasTimestamp(value: unknown, shape: string, model: JsonAst): boolean {
  if (isTimestamp(shape, model)) {
    return readTime(value) !== undefined;
  }
  return partsOf(value, shape, model).some(({ value, target }) => hasTimestamp(value, target, model));
}

/**
 * Prints a value of an example as JavaScript code.
 *
 * @param value - as the trait `@examples` has it
 * @param shape - the ID of its shape
 * @returns code in which names are sorted and a timestamp is a `Date`
 */
export function printExample(value: unknown, shape: string, model: JsonAst, indent = ""): string {
  const time = isTimestamp(shape, model) ? readTime(value) : undefined;
  if (time !== undefined) {
    return `new Date("${time.toISOString()}")`;
  }
  const parts = partsOf(value, shape, model);
  if (parts.length === 0) {
    return printJson(value);
  }
  const inner = `${indent}  `;
  const lines = parts.map(
    ({ name, value, target }) =>
      `${inner}${name === undefined ? "" : `${printKey(name)}: `}${printExample(value, target, model, inner)}`,
  );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** A member, an item or an entry of a value. An item has no name. */
interface Part {
  readonly name?: string;
  readonly value: unknown;
  readonly target: string;
}

/** Lists the parts of a value whose shapes the model has; none for a simple value or a document. */
function partsOf(value: unknown, shape: string, model: JsonAst): Part[] {
  const { members, member, value: mapValue } = model.shapes[shape] ?? {};
  if (Array.isArray(value)) {
    return member === undefined ? [] : value.map((item) => ({ value: item, target: member.target }));
  }
  if (!(value instanceof Object) || (members ?? mapValue) === undefined) {
    return [];
  }
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => {
      const target: AstMember | undefined = members === undefined ? mapValue : members[name];
      return { name, value: part, target: target?.target ?? "" };
    });
}

function isTimestamp(shape: string, model: JsonAst): boolean {
  return shape === "smithy.api#Timestamp" || model.shapes[shape]?.type === "timestamp";
}

/** Reads a timestamp of an example: seconds since 1970, or a date as text. */
function readTime(value: unknown): Date | undefined {
  const time = new Date(typeof value === "number" ? value * 1000 : String(value));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function printKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
