import { expect, test } from "vitest";
import {
  dropAbsent,
  readList,
  readMap,
  readMembers,
  readSparseList,
  readSparseMap,
} from "../../src/json/read-aggregate.ts";
import { readString } from "../../src/json/read-simple.ts";

test("a member is read with the path of its structure; one that is absent or null is undefined", () => {
  const paths: unknown[] = [];
  const member = readMembers(JSON.parse('{"a":"x","b":null}'), "/owner", "home");
  const read = (value: unknown, path: string, name: string | number) => paths.push(value, path, name);
  expect([member("a", read), member("b", read), member("c", read)]).toEqual([3, undefined, undefined]);
  expect(paths).toEqual(["x", "/owner/home", "a"]);
});

test("a required member that is absent or null is read from the JSON of an empty value", () => {
  const member = readMembers({ a: null });
  expect(member("a", readString, "")).toBe("");
  expect(member("b", (value) => readMembers(value)("c", readString, ""), {})).toBe("");
  expect(member("a", readString, null)).toBeNull();
});

test("only own properties count, whatever they are called", () => {
  const member = readMembers(JSON.parse('{"__proto__":"x"}'));
  expect(member("__proto__", readString)).toBe("x");
  expect(member("constructor", readString)).toBeUndefined();
  expect(() => readMembers(JSON.parse('{"constructor":{"name":"Array"},"length":1}'))).not.toThrow();
});

test("the structure that is the whole body can be absent", () => {
  expect(readMembers(undefined)("a", readString)).toBeUndefined();
  expect(() => readMembers({ a: 1 })("a", readString)).toThrow(
    new TypeError("The model requires a string at /a"),
  );
});

test.each([[1], ["x"], [true], [[]]])("%j isn't a structure", (value) => {
  expect(() => readMembers(value, "/a", "b")).toThrow(new TypeError("The model requires an object at /a/b"));
});

/** Reads a union: undefined for a member that the model doesn't have. */
const readChoice = (value: unknown) => readMembers(value)("known", readString);

test("lists and maps drop null, and unions with an unknown member; sparse ones have null instead", () => {
  const list = [{ known: "a" }, null, { other: "b" }];
  expect(readList(list, "", "l", readChoice)).toEqual(["a"]);
  expect(readSparseList(list, "", "l", readChoice)).toEqual(["a", null, null]);
  const map = { a: { known: "a" }, b: null, c: { other: "b" } };
  expect(readMap(map, "", "m", readChoice)).toEqual({ a: "a" });
  expect(readSparseMap(map, "", "m", readChoice)).toEqual({ a: "a", b: null, c: null });
});

test("lists of lists stay nested", () => {
  const readInner = (value: unknown, path: string, name: string | number) =>
    readList(value, path, name, readString);
  expect(readList([["a"], [], ["b", null]], "", "l", readInner)).toEqual([["a"], [], ["b"]]);
});

test("a map has its keys, whatever they are called", () => {
  const map = readMap(JSON.parse('{"__proto__":"a","constructor":"b"}'), "", "m", readString);
  expect(Object.entries(map)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

test("errors have the path of the value, and not the value", () => {
  expect(() => readList({}, "/a", "b", readString)).toThrow(
    new TypeError("The model requires an array at /a/b"),
  );
  expect(() => readList(["x", 5], "/a", "b", readString)).toThrow(
    new TypeError("The model requires a string at /a/b/1"),
  );
  expect(() => readMap({ k: 5 }, "/a", "b", readString)).toThrow(
    new TypeError("The model requires a string at /a/b/k"),
  );
  expect(() => readMap([], "/a", "b", readString)).toThrow(
    new TypeError("The model requires an object at /a/b"),
  );
});

test("absent members leave no key; null, false and empty values stay", () => {
  expect(Object.entries(dropAbsent({ a: undefined, b: null, c: false, d: "" }))).toEqual([
    ["b", null],
    ["c", false],
    ["d", ""],
  ]);
});
