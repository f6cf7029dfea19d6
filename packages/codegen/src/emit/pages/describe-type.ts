import type { Constraints, Limits, Member, Type } from "../../model/types.ts";
import { printJson } from "../expressions.ts";
import { code } from "./markdown.ts";

/** Returns the link to the section of a declared type, or undefined if it has none. */
export type LinkType = (id: string) => string | undefined;

/** Describes a type in a few words, for a cell: `list of [Tag](shapes.md#tag)`. */
export function describeType(type: Type, link: LinkType): string {
  switch (type.kind) {
    case "list":
      return `list of ${describeType(type.item, link)}`;
    case "map":
      return `map of ${describeType(type.key, link)} to ${describeType(type.value, link)}`;
    case "number":
      return type.size;
    case "blob":
      return type.streaming ? "stream of bytes" : "bytes";
    case "eventStream":
      return `events: ${linkName(type.id, type.name, link)}`;
    case "structure":
    case "union":
    case "enum":
    case "intEnum":
      return linkName(type.id, type.name, link);
    default:
      return type.kind;
  }
}

/** Lists what a value must be like, and what is special about it: `1 to 100 characters`, `secret`. */
export function describeConstraints({ target, defaultValue, idempotencyToken }: Member): string[] {
  const constraints = "constraints" in target ? target.constraints : undefined;
  return [
    ...(constraints === undefined ? [] : listLimits(constraints, units[target.kind] ?? "")),
    ...("sensitive" in target && target.sensitive ? ["secret"] : []),
    ...(defaultValue === undefined || defaultValue === null
      ? []
      : [`default ${code(printJson(defaultValue))}`]),
    ...(idempotencyToken ? ["clients fill it with a random UUID"] : []),
  ];
}

/** What the `@length` of a type counts. */
const units: Readonly<Partial<Record<Type["kind"], string>>> = {
  string: " characters",
  blob: " bytes",
  list: " items",
  map: " entries",
};

function listLimits(
  { length, range, pattern, uncheckedPattern, uniqueItems }: Constraints,
  unit: string,
): string[] {
  return [
    ...(length === undefined ? [] : [describeLimits(length, unit)]),
    ...(range === undefined ? [] : [describeLimits(range, "")]),
    ...(pattern === undefined ? [] : [code(pattern.text)]),
    ...(uncheckedPattern === undefined ? [] : [`${code(uncheckedPattern.text)}, not checked`]),
    ...(uniqueItems ? ["unique items"] : []),
  ];
}

function describeLimits({ min, max }: Limits, unit: string): string {
  if (max === undefined) {
    return min === 1 && unit !== "" ? "not empty" : `at least ${min}${unit}`;
  }
  return min === undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`;
}

function linkName(id: string, name: string, link: LinkType): string {
  const target = link(id);
  return target === undefined ? `\`${name}\`` : `[${name}](${target})`;
}
