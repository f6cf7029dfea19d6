import type { Name } from "../json/name.ts";
import { encodeBase64 } from "../text/base64.ts";
import { addViolation, type Violation } from "./violation.ts";

/**
 * Checks `@uniqueItems`. Items are equal where all of their content is, whatever the order of members and keys.
 *
 * @returns whether no two items are equal
 * @see https://smithy.io/2.0/spec/constraint-traits.html#uniqueitems-trait
 */
export function checkUniqueItems(
  value: readonly unknown[],
  path: string,
  name: Name,
  violations: Violation[],
): boolean {
  const seen = new Set<string>();
  for (const item of value) {
    seen.add(describeItem(item));
  }
  if (seen.size === value.length) {
    return true;
  }
  addViolation(violations, "Value", path, name, "must have unique values");
  return false;
}

/** A text that two items share where they are equal, and only there. */
function describeItem(item: unknown): string {
  switch (typeof item) {
    case "string":
      return JSON.stringify(item);
    case "bigint":
      return `bigint ${item}`;
    case "object":
      return item === null ? "null" : describeObject(item);
    default:
      return String(item);
  }
}

function describeObject(item: object): string {
  if (item instanceof Date) {
    return `date ${item.getTime()}`;
  }
  if (item instanceof Uint8Array) {
    return `blob ${encodeBase64(item)}`;
  }
  if (Array.isArray(item)) {
    return `[${item.map(describeItem).join()}]`;
  }
  const members: string[] = [];
  for (const [key, content] of Object.entries(item)) {
    if (content !== undefined) {
      members.push(`${JSON.stringify(key)}:${describeItem(content)}`);
    }
  }
  return `{${members.sort().join()}}`;
}
