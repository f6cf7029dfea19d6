import { expect, test } from "vitest";
import { ExactNumber } from "../src/model/exact-numbers.ts";
import { findDifference } from "../src/values/find-difference.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test.each<[string, unknown, unknown]>([
  ["a number and an equal bigint", 1, 1n],
  ["a number and its text", 1, "1"],
  ["an absent key and undefined", {}, { a: undefined }],
  ["undefined and an absent key", { a: undefined }, {}],
  ["null and an absent key", { a: null }, {}],
  ["items in another order", [1, 2], [2, 1]],
  ["a list and a longer one", [1], [1, 2]],
  ["an empty list and an empty object", [], {}],
  ["dates a millisecond apart", new Date(1), new Date(2)],
  ["a date and its number", new Date(1), 1],
  ["bytes", bytes(1), bytes(2)],
  ["bytes and a list of them", bytes(1), [1]],
  ["numbers that round to the same double", new ExactNumber("9007199254740993"), 9007199254740992],
])("%s differ", (_, actual, expected) => {
  expect(findDifference({ it: actual }, { it: expected })).toContain("/it");
});

test.each<[string, unknown, unknown]>([
  ["NaN and NaN", Number.NaN, Number.NaN],
  ["objects with their keys in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["a buffer and an array of the same bytes", Buffer.from([1]), bytes(1)],
  ["objects with and without a prototype", Object.assign(Object.create(null), { a: 1n }), { a: 1n }],
])("%s are equal", (_, actual, expected) => {
  expect(findDifference(actual, expected)).toBeUndefined();
});
