import { describe, expect, test } from "vitest";
import {
  getMember,
  readList,
  readMap,
  readSparseList,
  readSparseMap,
  readString,
  readUnionMember,
  SerializationException,
} from "../../src/index.ts";

/** Returns the path of each item. */
function readPlace(value: unknown, path: string, name: string | number): string {
  return `${path}|${name}=${value}`;
}

test("the reader of an item gets its path", () => {
  expect(readList(["a", "b"], "/x", "list", readPlace)).toEqual(["/x/list|0=a", "/x/list|1=b"]);
  expect(readSparseList(["a", null], "", "list", readPlace)).toEqual(["/list|0=a", null]);
});

test("the reader of a value gets its path", () => {
  expect(readMap({ a: 1 }, "/x", "map", readPlace)).toEqual({ a: "/x/map|a=1" });
  expect(readSparseMap({ a: 1, b: null }, "", "map", readPlace)).toEqual({ a: "/map|a=1", b: null });
});

test.each([
  ["null in a list", () => readList(["a", null], "", "l", readString), "Expected no null at /l/1."],
  ["null in a map", () => readMap({ k: null }, "", "m", readString), "Expected no null at /m/k."],
  ["another item", () => readSparseList([1], "", "l", readString), "Expected a string at /l/0."],
  ["another value", () => readSparseMap({ k: 1 }, "", "m", readString), "Expected a string at /m/k."],
  ["an object for a list", () => readList({}, "", "l", readString), "Expected an array at /l."],
  ["a string for a list", () => readSparseList("a", "", "l", readString), "Expected an array at /l."],
  ["an array for a map", () => readMap([], "", "m", readString), "Expected an object at /m."],
  ["null for a map", () => readSparseMap(null, "", "m", readString), "Expected an object at /m."],
])("%s is rejected", (_, read, message) => {
  expect(read).toThrow(new SerializationException(message));
});

test("a map can have the key __proto__", () => {
  const map = readMap(JSON.parse('{"__proto__":"a","constructor":"b"}'), "", "m", readString);
  expect(Object.entries(map)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
  expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  const sparse = readSparseMap(JSON.parse('{"__proto__":null}'), "", "m", readString);
  expect(Object.entries(sparse)).toEqual([["__proto__", null]]);
  expect(Object.getPrototypeOf(sparse)).toBe(Object.prototype);
});

test("100 000 keys and items are read", () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}`);
  const map = Object.fromEntries(keys.map((key) => [key, key]));
  expect(Object.keys(readMap(map, "", "m", readString))).toEqual(keys);
  expect(readList(keys, "", "l", readString)).toEqual(keys);
});

test("getMember finds own members only", () => {
  const object = JSON.parse('{"a":0,"n":null,"__proto__":"own"}');
  expect(getMember(object, "a")).toBe(0);
  expect(getMember(object, "__proto__")).toBe("own");
  for (const name of ["n", "absent", "constructor", "toString"]) {
    expect(getMember(object, name)).toBeUndefined();
  }
});

describe("readUnionMember", () => {
  test("finds the member that isn't null", () => {
    expect(readUnionMember({ a: null, b: 0, c: null }, "", "u")).toEqual(["b", 0]);
    expect(readUnionMember(JSON.parse('{"__proto__":1}'), "", "u")).toEqual(["__proto__", 1]);
  });

  test.each([
    {},
    { int: null },
    { int: 2, string: "three" },
    { int: 2, unknown: "three" },
    ["int"],
    "int",
    1,
  ])("rejects %j", (value) => {
    expect(() => readUnionMember(value, "/a", "u")).toThrow(SerializationException);
    expect(() => readUnionMember(value, "/a", "u")).toThrow(/ at \/a\/u\.$/);
  });
});
