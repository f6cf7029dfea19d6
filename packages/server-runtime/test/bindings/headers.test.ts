import fc from "fast-check";
import { expect, test } from "vitest";
import {
  httpDateToText,
  joinHeader,
  quoteHeaderItem,
  readPrefixHeaders,
  SerializationException,
  splitHeader,
  splitHttpDates,
  textToHttpDate,
  writePrefixHeaders,
} from "../../src/index.ts";
import { makeRequest } from "../routed-request.ts";

const place = "the header x-foo";

test.each<[string, string[]]>([
  ["", []],
  [" \t", []],
  ["a", ["a"]],
  ["a, b,c", ["a", "b", "c"]],
  [" a\t, b ", ["a", "b"]],
  ["a,,b", ["a", "", "b"]],
  ["a,", ["a", ""]],
  ['"b,c", "\\"def\\"", a', ["b,c", '"def"', "a"]],
  ['""', [""]],
  ['" a "', [" a "]],
  ['"a\\\\", "b\\c"', ["a\\", "b\\c"]],
  ['a"b, c"', ['a"b', 'c"']],
  ['"a",', ["a", ""]],
  ["a\u00a0", ["a\u00a0"]],
  ["\u00a0", ["\u00a0"]],
])("splitHeader splits %j", (header, items) => {
  expect(splitHeader(header, place)).toEqual(items);
});

test.each(['"', '"a', 'a, "b', '"a"b', '"a" b, c', '"a\\"', '"a\\', '"a""b"'])(
  "splitHeader rejects %j",
  (header) => {
    expect(() => splitHeader(header, place)).toThrow(SerializationException);
    expect(() => splitHeader(header, place)).toThrow(/ in the header x-foo\.$/);
  },
);

test("quotes only items that need it", () => {
  expect(joinHeader(["b,c", '"def"', "a"].map(quoteHeaderItem))).toBe('"b,c", "\\"def\\"", a');
  expect([" a", "a\t", "a b", "a\\b", ""].map(quoteHeaderItem)).toEqual([
    '" a"',
    '"a\t"',
    "a b",
    "a\\b",
    '""',
  ]);
});

test("splitting a joined list returns its items", () => {
  const items = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('"', "\\", ",", " ", "a", "\t")).map((it) => it.join("")),
  );
  fc.assert(
    fc.property(fc.array(items), (list) => {
      expect(splitHeader(joinHeader(list.map(quoteHeaderItem)), place)).toEqual(list);
    }),
  );
});

test("any header is split or rejected, a long one too", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', "\\", ",", " ", "a") }), (header) => {
      try {
        splitHeader(header, place);
      } catch (error) {
        expect(error).toBeInstanceOf(SerializationException);
      }
    }),
  );
  // With more than linear time the test would time out.
  for (const part of ['"', '\\"', '"a",', " ", ', "', "\t,"]) {
    try {
      splitHeader(part.repeat(200_000), place);
    } catch (error) {
      expect(error).toBeInstanceOf(SerializationException);
    }
  }
});

test("splits timestamps, which contain commas", () => {
  const date = "Mon, 16 Dec 2019 23:48:18 GMT";
  expect(splitHttpDates("")).toEqual([]);
  expect(splitHttpDates(date)).toEqual([date]);
  expect(splitHttpDates(`${date}, ${date},${date}`)).toEqual([date, date, date]);
  expect(splitHttpDates(`${date}, Mon`)).toEqual([date, "Mon"]);
  const times = fc.array(
    fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
  );
  fc.assert(
    fc.property(times, (dates) => {
      const header = joinHeader(dates.map((time) => httpDateToText(time, "", "t")));
      expect(splitHttpDates(header).map((text) => textToHttpDate(text, place))).toEqual(dates);
    }),
  );
});

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

test("writes a map in lower case, and keeps existing headers", () => {
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
])("writePrefixHeaders rejects %s", (_, value) => {
  expect(() => writePrefixHeaders({}, value as never, "x-", "/a", "m")).toThrow(TypeError);
  expect(() => writePrefixHeaders({}, value as never, "x-", "/a", "m")).toThrow(/ at \/a\/m$/);
});

test("writePrefixHeaders rejects an empty name", () => {
  expect(() => writePrefixHeaders({}, { "": "1" }, "", "", "m")).toThrow(TypeError);
});
