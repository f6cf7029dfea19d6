import { expect, test } from "vitest";
import { checkEnum, checkItems, checkKeys, checkValues, type Name, type Violation } from "../../src/index.ts";

function checkLetter(value: string, path: string, name: Name, violations: Violation[]): boolean {
  return checkEnum(value, ["a"], path, name, violations);
}

const map = { a: "a", b: "b", n: null, c: "c" };

test("checks all items, values and keys, and says where they are", () => {
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

test("passes what is right", () => {
  const violations: Violation[] = [];
  expect(checkItems(["a", null], "", "list", violations, checkLetter)).toBe(true);
  expect(checkValues({ z: "a", n: null }, "", "map", violations, checkLetter)).toBe(true);
  expect(checkKeys({ a: null }, "", "keys", violations, checkLetter)).toBe(true);
  expect(violations).toEqual([]);
});
