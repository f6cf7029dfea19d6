import type { Type } from "../../model/types.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { jsonReader } from "./symbols.ts";

/**
 * Prints the empty value of a type, which a client takes for a required member that a service doesn't send.
 *
 * @returns the value, or `undefined` for a type that has none
 * @see https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction
 */
export function printEmptyValue(type: Type): Printable | undefined {
  switch (type.kind) {
    case "blob":
      return "new Uint8Array()";
    case "timestamp":
      return "new Date(0)";
    case "structure":
      return code`${jsonReader(type)}({}, "", "")`;
    case "number":
      return emptyNumbers[type.size];
    default:
      return printEmptyJson(type);
  }
}

const emptyNumbers = {
  byte: "0",
  short: "0",
  integer: "0",
  float: "0",
  double: "0",
  long: "0n",
  bigInteger: "0n",
  bigDecimal: '"0"',
} as const;

/** Prints the JSON of the empty value of a type; `undefined` for a type that has none. */
export function printEmptyJson(type: Type): string | undefined {
  switch (type.kind) {
    case "blob":
    case "string":
      return '""';
    case "boolean":
      return "false";
    case "document":
      return "null";
    case "list":
      return "[]";
    case "map":
    case "structure":
      return "{}";
    case "number":
      return "0";
    case "timestamp":
      return (type.format ?? "epoch-seconds") === "epoch-seconds" ? "0" : undefined;
    default:
      return undefined;
  }
}
