import type { Member } from "../model/service.ts";
import type { Type } from "../model/type.ts";

/**
 * Writes the `@default` of a member as the value that code handles.
 *
 * @returns an expression, or `undefined` where the member has none
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait
 */
export function defaultExpression({ defaultValue, target }: Member): string | undefined {
  return defaultValue === undefined || isStreaming(target) ? undefined : printValue(target, defaultValue);
}

/** A stream is never absent: at worst it is empty. */
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
      return JSON.stringify(value);
  }
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

/** A number is of seconds, whatever the format. */
function parseTimestamp(value: unknown): number {
  return typeof value === "number" ? value * 1000 : Date.parse(String(value));
}
