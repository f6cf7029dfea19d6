import type { Member, Type } from "../model/types.ts";
import { type ImportSymbol, importType } from "../print/imports.ts";
import { typeName } from "../print/names.ts";
import { code, type Printable } from "../print/source-file.ts";

/** A type by the name that the generated model declares it by. */
export function declaredType(name: string): ImportSymbol {
  return importType(name, "types");
}

/** Prints the TypeScript type of a value. */
export function typeExpression(type: Type): Printable {
  switch (type.kind) {
    case "blob":
      return type.streaming ? "AsyncIterable<Uint8Array>" : "Uint8Array";
    case "boolean":
      return "boolean";
    case "document":
      return declaredType("DocumentValue");
    case "string":
      return "string";
    case "number":
      return numberTypes[type.size];
    case "timestamp":
      return "Date";
    case "eventStream":
      return code`AsyncIterable<${declaredType(typeName(type.name))}>`;
    case "list":
      return code`${nullable(type.item, type.sparse)}[]`;
    case "map":
      return code`Record<string, ${nullable(type.value, type.sparse)}>`;
    case "enum":
    case "intEnum":
    case "structure":
    case "union":
      return declaredType(typeName(type.name));
  }
}

/** The types that hold a number without loss. A decimal is the text from the JSON. */
const numberTypes = {
  byte: "number",
  short: "number",
  integer: "number",
  float: "number",
  double: "number",
  long: "bigint",
  bigInteger: "bigint",
  bigDecimal: "string",
} as const;

function nullable(type: Type, sparse: boolean): Printable {
  const expression = typeExpression(type);
  return sparse ? code`(${expression} | null)` : expression;
}

/** Prints a member as a property of an interface. An optional one can be absent or undefined. */
export function propertySignature({ name, required, target }: Member): Printable {
  const type = typeExpression(target);
  return required ? code`${name}: ${type};` : code`${name}?: ${type} | undefined;`;
}

/**
 * Prints the `@default` of a member as a TypeScript expression.
 *
 * @returns the expression, or `undefined` if the member has none
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait
 */
export function defaultExpression({ defaultValue, target }: Member): string | undefined {
  return defaultValue === undefined || isStreaming(target) ? undefined : printValue(target, defaultValue);
}

/** A stream has no default: it is never absent, only empty. */
function isStreaming(type: Type): boolean {
  return type.kind === "blob" && type.streaming;
}

function printValue(type: Type, value: unknown): string {
  switch (type.kind) {
    case "blob":
      return `new Uint8Array([${[...Buffer.from(String(value), "base64")].join(", ")}])`;
    case "number":
      return printNumber(type.size, value);
    case "timestamp":
      return `new Date(${parseTimestamp(value)})`;
    default:
      return printJson(value);
  }
}

/**
 * Prints a value of the model as JSON.
 *
 * @param value - its large integers are bigints, of which all digits are printed
 * @param indent - spaces for each level; by default all is on one line
 */
export function printJson(value: unknown, indent = 0): string {
  // The types of TypeScript don't have this function of Node.js yet.
  const { rawJSON } = JSON as unknown as { rawJSON(source: string): unknown };
  const keepDigits = (_key: string, part: unknown) => (typeof part === "bigint" ? rawJSON(`${part}`) : part);
  return JSON.stringify(value, keepDigits, indent);
}

function printNumber(size: string, value: unknown): string {
  switch (size) {
    case "long":
    case "bigInteger":
      return `${value}n`;
    case "bigDecimal":
      return JSON.stringify(String(value));
    default:
      return String(value);
  }
}

/** A number is in seconds, with any format. */
function parseTimestamp(value: unknown): number {
  return typeof value === "number" ? value * 1000 : Date.parse(String(value));
}
