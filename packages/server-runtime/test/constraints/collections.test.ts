import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkEnum,
  checkItems,
  checkKeys,
  checkUniqueItems,
  checkValues,
  type PathSegment,
  type Violation,
} from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

function checkLetter(value: string, path: string, name: PathSegment, violations: Violation[]): boolean {
  return checkEnum(value, ["a"], path, name, violations);
}

const map = { a: "a", b: "b", n: null, c: "c" };

test("checks all items, values and keys, and reports their paths", () => {
  const violations: Violation[] = [];
  expect(checkItems(["a", "b", null, "c"], "/x", "list", violations, checkLetter)).toBe(false);
  expect(checkValues(map, "/x", "map", violations, checkLetter)).toBe(false);
  expect(checkKeys({ a: 1, "b/c": 2 }, "/x", "keys", violations, checkLetter)).toBe(false);
  expect(violations.map(({ path }) => path)).toEqual([
    "/x/list/1",
    "/x/list/3",
    "/x/map/b",
    "/x/map/c",
    "/x/keys",
  ]);
});

test("accepts valid collections", () => {
  const violations: Violation[] = [];
  expect(checkItems(["a", null], "", "list", violations, checkLetter)).toBe(true);
  expect(checkValues({ z: "a", n: null }, "", "map", violations, checkLetter)).toBe(true);
  expect(checkKeys({ a: null }, "", "keys", violations, checkLetter)).toBe(true);
  expect(violations).toEqual([]);
});

function isUnique(items: unknown[]): boolean {
  const found = findViolations((violations) => checkUniqueItems(items, "/outer", "member", violations));
  if (found.length > 0) {
    expect(found).toEqual([
      "Value at '/outer/member' failed to satisfy constraint: Member must have unique values",
    ]);
  }
  return found.length === 0;
}

test.each([
  ["strings", ["abc", "abc"]],
  ["booleans", [true, true]],
  ["numbers", [3, 3]],
  ["NaN", [Number.NaN, Number.NaN]],
  ["longs", [4n, 4n]],
  ["null", [null, null]],
  ["blobs", [Uint8Array.of(97), Uint8Array.of(97)]],
  ["timestamps", [new Date(5), new Date(5)]],
  [
    "lists",
    [
      ["foo", "bar"],
      ["foo", "bar"],
    ],
  ],
  ["structures", [{ hi: "hello" }, { hi: "hello", absent: undefined }]],
  [
    "maps in another order",
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ],
  ["what is far apart", ["a", "b", "c", "a"]],
])("checkUniqueItems rejects equal %s", (_, items) => {
  expect(isUnique(items)).toBe(false);
});

test.each([
  ["no items", []],
  ["types", ["1", 1, 1n, true, "true", null, "null", new Date(1), Uint8Array.of(1), [], {}, [[]]]],
  ["lists", [["a", "b"], ["a,b"], ['a","b'], ["b", "a"]]],
  ["objects", [{ a: "b" }, { a: { b: 1 } }, { 'a":"b': 1 }, { a: 1, b: 2 }, { a: '1,"b":2' }]],
])("checkUniqueItems distinguishes %s", (_, items) => {
  expect(isUnique(items)).toBe(true);
});

test("checkUniqueItems agrees with deep equality", () => {
  const item = fc.oneof(
    fc.constantFrom<unknown>("", "a", 0, 1, null, true),
    fc.object({
      maxDepth: 2,
      values: [fc.constantFrom<unknown>("a", 1, null)],
      key: fc.constantFrom("a", "b", "__proto__"),
    }),
  );
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), (items) => {
      const equal = items.some((left, index) =>
        items.slice(index + 1).some((right) => isDeepStrictEqual(left, right)),
      );
      expect(isUnique(items)).toBe(!equal);
    }),
  );
});

test("checkUniqueItems checks 100 000 items and a large one in linear time", () => {
  // With more than linear time the test would time out.
  expect(isUnique(Array.from({ length: 100_000 }, (_, index) => [index]))).toBe(true);
  expect(
    isUnique([Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]))]),
  ).toBe(true);
});
