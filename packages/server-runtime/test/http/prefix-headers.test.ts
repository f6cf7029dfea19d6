import { expect, test } from "vitest";
import { readPrefixHeaders, writePrefixHeaders } from "../../src/index.ts";
import { makeRequest } from "../raw-request.ts";

test.each([
  ["X-Foo-", { "x-foo": "a", "x-foo-abc": "b", "x-foo-": "" }, { abc: "b", "": "" }],
  ["", { "x-foo": "a", __proto__x: "b" }, { "x-foo": "a", __proto__x: "b" }],
  ["x-foo-", { "x-foo": "a" }, undefined],
])("reads headers that begin with %j", (prefix, headers, found) => {
  expect(readPrefixHeaders(makeRequest({ headers }), prefix)).toEqual(found);
});

test("reads and writes a header called __proto__", () => {
  const headers = JSON.parse('{"__proto__":"a"}');
  const map = readPrefixHeaders(makeRequest({ headers }), "");
  expect(Object.entries(map ?? {})).toEqual([["__proto__", "a"]]);
  const written = {};
  writePrefixHeaders(written, map ?? {}, "", "", "m");
  expect(Object.entries(written)).toEqual([["__proto__", "a"]]);
});

test("writes a map in lower case, beside what is there", () => {
  const headers: Record<string, string> = { "x-foo-b": "mine" };
  writePrefixHeaders(headers, { A: "1", b: "2" }, "X-Foo-", "", "m");
  expect(headers).toEqual({ "x-foo-a": "1", "x-foo-b": "mine" });
});

test.each([
  ["a name with a space", { "a b": "1" }],
  ["a name beyond ASCII", { é: "1" }],
  ["a value in two lines", { a: "1\r\nset-cookie: a=b" }],
  ["a value that isn't a string", { a: 1 }],
  ["null for a value", { a: null }],
  ["null for the map", null],
])("refuses %s", (_, value) => {
  expect(() => writePrefixHeaders({}, value as never, "x-", "/a", "m")).toThrow(TypeError);
  expect(() => writePrefixHeaders({}, value as never, "x-", "/a", "m")).toThrow(/ at \/a\/m$/);
});

test("refuses an empty name", () => {
  expect(() => writePrefixHeaders({}, { "": "1" }, "", "", "m")).toThrow(TypeError);
});
