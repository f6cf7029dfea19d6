import fc from "fast-check";
import { expect, test } from "vitest";
import {
  hasQueryLiteral,
  parseQuery,
  readQueryParamLists,
  readQueryParams,
  SerializationException,
} from "../../src/index.ts";

test.each<[string, [string, string[]][]]>([
  ["", []],
  ["a", [["a", [""]]]],
  ["a=", [["a", [""]]]],
  [
    "a=1&b=2&a=3",
    [
      ["a", ["1", "3"]],
      ["b", ["2"]],
    ],
  ],
  ["a=b=c", [["a", ["b=c"]]]],
  ["a+b=c+d", [["a+b", ["c+d"]]]],
  ["%20=%F0%9F%98%80%26", [[" ", ["\u{1f600}&"]]]],
  ["&&a&", [["a", [""]]]],
  ["=a", [["", ["a"]]]],
])("parses %j", (query, parameters) => {
  expect([...parseQuery(query)]).toEqual(parameters);
});

test.each(["a=%", "%zz=1", "a=%C3", "a=1&b=%ED%A0%80"])("refuses %s", (query) => {
  expect(() => parseQuery(query)).toThrow(
    new SerializationException("Expected percent-encoded UTF-8 in the query."),
  );
});

test("makes maps of all parameters", () => {
  const query = parseQuery("a=1&a=2&b&__proto__=x");
  expect(Object.entries(readQueryParams(query))).toEqual([
    ["a", "1"],
    ["b", ""],
    ["__proto__", "x"],
  ]);
  expect(Object.entries(readQueryParamLists(query))).toEqual([
    ["a", ["1", "2"]],
    ["b", [""]],
    ["__proto__", ["x"]],
  ]);
});

test("takes 100 000 keys", () => {
  const query = parseQuery(Array.from({ length: 100_000 }, (_, index) => `k${index}=1`).join("&"));
  expect(Object.keys(readQueryParams(query))).toHaveLength(100_000);
});

test("any query is parsed or refused", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("%", "2", "C", "3", "&", "=", "+") })),
      (text) => {
        try {
          parseQuery(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SerializationException);
        }
      },
    ),
  );
});

test("parameters are read as they were encoded", () => {
  const texts = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts)), (pairs) => {
      const query = parseQuery(pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&"));
      for (const [key, value] of pairs) {
        expect(query.get(key)).toContain(value);
      }
    }),
  );
});

test.each<[string, string, string, boolean]>([
  ["foo", "foo", "", true],
  ["foo=", "foo", "", true],
  ["a=1&foo=bar", "foo", "bar", true],
  ["foo=bar&a", "foo", "bar", true],
  ["", "foo", "", false],
  ["foo=bar", "foo", "", false],
  ["foo", "foo", "bar", false],
  ["foo=barn", "foo", "bar", false],
  ["afoo=bar", "foo", "bar", false],
])("whether %j has the literal %s=%s", (query, name, value, has) => {
  expect(hasQueryLiteral(query, name, value)).toBe(has);
});
