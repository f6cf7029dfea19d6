import { ExactNumber } from "../model/exact-numbers.ts";

/**
 * Compares two values strictly: types, keys and the order of lists must be equal. A key whose value is undefined counts.
 *
 * @returns the first difference with its path, or undefined if the values are equal
 */
export function findDifference(actual: unknown, expected: unknown, path = ""): string | undefined {
  const [kind, expectedKind] = [getKind(actual), getKind(expected)];
  if (kind !== expectedKind) {
    return `${path || "the value"}: ${kind} ${describe(actual)} instead of ${expectedKind} ${describe(expected)}`;
  }
  if (kind === "array" || kind === "object") {
    return findDifferentEntry(actual as object, expected as object, path);
  }
  return describe(actual) === describe(expected)
    ? undefined
    : `${path || "the value"}: ${describe(actual)} instead of ${describe(expected)}`;
}

function findDifferentEntry(actual: object, expected: object, path: string): string | undefined {
  for (const [name, value] of Object.entries(expected)) {
    if (!Object.hasOwn(actual, name)) {
      return `${path}/${name} is missing`;
    }
    const difference = findDifference(Reflect.get(actual, name), value, `${path}/${name}`);
    if (difference !== undefined) {
      return difference;
    }
  }
  const extra = Object.keys(actual).find((name) => !Object.hasOwn(expected, name));
  return extra === undefined
    ? undefined
    : `${path}/${extra} is unexpected: ${describe(Reflect.get(actual, extra))}`;
}

function getKind(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  if (typeof value !== "object") {
    return typeof value;
  }
  if (value instanceof Uint8Array) {
    return "bytes";
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? "object" : prototype.constructor.name;
}

/** Formats a value. Two values of one kind are equal if their texts are. */
function describe(value: unknown): string {
  if (value instanceof Uint8Array) {
    return `0x${Buffer.from(value).toString("hex")}`;
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  }
  if (value instanceof ExactNumber) {
    return value.canonical;
  }
  return typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : (JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item)) ?? "nothing");
}
